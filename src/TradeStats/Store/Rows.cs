using System.Globalization;
using System.Text.Json;
using Npgsql;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Between the records of the vocabulary and the rows of the tables.</summary>
internal static class Rows
{
    public static StoredArea ToStored(Area area) => new()
    {
        Code = area.Code,
        Name = area.Name,
        Kind = area.Kind,
        Alpha3 = area.Alpha3,
        M49 = area.M49,
        Spellings = [.. area.Spellings],
        MemberOf = [.. area.MemberOf.Select(member => new StoredMembership { Group = member.Group, From = member.From, Until = member.Until })],
    };

    /// <summary>An area of the columns code, name, kind, alpha3, m49, spellings, member_of.</summary>
    public static Area ReadArea(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), (AreaKind)row.GetInt16(2), TextOrNull(row, 3), TextOrNull(row, 4), row.GetFieldValue<string[]>(5),
        row.IsDBNull(6) ? [] : [.. JsonDocument.Parse(row.GetString(6)).RootElement.EnumerateArray().Select(member =>
            new Membership(member.GetProperty(nameof(StoredMembership.Group)).GetString()!, Day(member, nameof(StoredMembership.From)), Day(member, nameof(StoredMembership.Until))))]);

    public static StoredCommodity ToStored(Commodity commodity, short dataset) => new()
    {
        Code = commodity.Code,
        Dataset = dataset,
        Name = commodity.Name,
        Classification = commodity.Classification,
        Parent = commodity.Parent,
    };

    /// <summary>A commodity of the columns code, name, classification, parent.</summary>
    public static Commodity ReadCommodity(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), TextOrNull(row, 3));

    public static StoredSource ToStored(Source source, short dataset) => new()
    {
        Id = source.Id,
        Dataset = dataset,
        Title = source.Title,
        Publisher = source.Publisher,
        PublisherInferred = source.PublisherInferred,
        Author = source.Author,
        Published = source.Published,
        PublishedInferred = source.PublishedInferred,
        PublishedBy = source.PublishedBy,
        DateEvidence = source.DateEvidence,
        Document = source.Document,
        Url = source.Url,
        AlsoIn = [.. source.AlsoIn],
    };

    public static Source FromStored(StoredSource row) => new(row.Id, row.Title, row.Publisher, row.PublisherInferred, row.Author,
        row.Published, row.PublishedInferred, row.DateEvidence, row.Document, row.Url, row.AlsoIn);

    /// <summary>A source of the columns id, title, publisher, publisher_inferred, author, published, published_inferred, date_evidence, document, url, also_in.</summary>
    public static Source ReadSource(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), TextOrNull(row, 4), row.GetString(5), row.GetBoolean(6), row.GetString(7),
        row.GetString(8), TextOrNull(row, 9), row.GetFieldValue<string[]>(10));

    public static StoredFigure ToStored(Figure figure, short dataset) => new()
    {
        Id = figure.Id,
        Dataset = dataset,
        Source = figure.Source,
        Line = figure.Line,
        Measure = figure.Measure,
        Indicator = figure.Indicator,
        Reporter = figure.Reporter,
        Partner = figure.Partner,
        Entity = figure.Entity,
        Flow = figure.Flow,
        Commodity = figure.Commodity,
        PeriodStart = (short)figure.Period.Start,
        PeriodMonths = (short)figure.Period.Months,
        PeriodInferred = figure.PeriodInferred,
        Unit = figure.Unit,
        Currency = figure.Currency,
        Number = figure.Number.Number!.Value,
        Low = figure.Number.Low,
        High = figure.Number.High,
        Qualifier = figure.Number.Qualifier,
        Of = figure.Of,
        BaseStart = (short?)figure.Base?.Start,
        BaseMonths = (short?)figure.Base?.Months,
        AsPrinted = figure.AsPrinted,
        Conversion = figure.Conversion,
        AttributedTo = figure.AttributedTo,
        Note = figure.Note,
    };

    public static Figure FromStored(StoredFigure row) => new(row.Id, row.Source, row.Line, row.Measure, row.Indicator, row.Reporter, row.Partner,
        row.Entity, row.Flow, row.Commodity, new Period(row.PeriodStart, row.PeriodMonths), row.PeriodInferred, row.Unit, row.Currency,
        new Bounded(row.Number, row.Low, row.High, row.Qualifier), row.Of,
        row is { BaseStart: { } start, BaseMonths: { } months } ? new Period(start, months) : null,
        row.AsPrinted, row.Conversion, row.AttributedTo, row.Note);

    public static StoredCheck ToStored(Check check, short dataset) => new()
    {
        Id = check.Id,
        Dataset = dataset,
        Kind = check.Kind,
        Reporter = check.Series.Reporter,
        Partner = check.Series.Partner,
        Flow = check.Series.Flow,
        Commodity = check.Series.Commodity,
        PeriodStart = (short)check.Period.Start,
        PeriodMonths = (short)check.Period.Months,
        Currency = check.Currency,
        Statement = check.Statement,
        Expected = check.Expected.Number,
        Low = check.Expected.Low,
        High = check.Expected.High,
        Qualifier = check.Expected.Qualifier,
        Actual = check.Actual,
        Verdict = check.Verdict,
        Figures = [.. check.Figures],
        KnownFrom = check.KnownFrom,
        KnownUntil = check.KnownUntil,
    };

    /// <summary>
    /// A check of the columns id, kind, reporter, partner, flow, commodity, period_start, period_months, currency, statement,
    /// expected, low, high, qualifier, actual, verdict, figures, known_from, known_until.
    /// </summary>
    public static Check ReadCheck(NpgsqlDataReader row) => new(
        row.GetString(0), (CheckKind)row.GetInt16(1), new(row.GetString(2), row.GetString(3), (Flow)row.GetInt16(4), row.GetString(5)), new(row.GetInt16(6), row.GetInt16(7)),
        row.GetString(8), row.GetString(9), new(NumberOrNull(row, 10), NumberOrNull(row, 11), NumberOrNull(row, 12), (Qualifier)row.GetInt16(13)), NumberOrNull(row, 14),
        (Verdict)row.GetInt16(15), row.GetFieldValue<string[]>(16))
    {
        KnownFrom = row.GetFieldValue<DateOnly>(17),
        KnownUntil = row.IsDBNull(18) ? null : row.GetFieldValue<DateOnly>(18),
    };

    public static Observation FromStored(StoredObservation row) => new(
        new(row.Reporter, row.Partner, row.Flow, row.Commodity), new(row.PeriodStart, row.PeriodMonths), row.Currency, row.Measure, row.Against,
        new(row.Number, row.Low, row.High, row.Qualifier), row.Method, row.Disputed, row.Figures ?? [])
    {
        Origin = row.Origin,
        Basis = row.Basis,
        SumOf = row.SumOf,
        Parts = row.Parts,
        Missing = row.Missing ?? [],
        KnownFrom = row.KnownFrom,
        KnownUntil = row.KnownUntil,
    };

    public static Dataset FromStored(StoredDataset row) => new(row.Name, row.Title, row.Version, row.Loaded, row.ObservationCount, row.FigureCount,
        ToPeriod(row.FirstPeriod), ToPeriod(row.LastPeriod), ToFrequencies(row.Frequencies), row.Currencies, row.Licence)
    {
        Number = row.Id,
    };

    /// <summary>A dataset of the columns name, title, version, loaded, observation_count, figure_count, first_period, last_period, frequencies, currencies, licence, id.</summary>
    public static Dataset ReadDataset(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetInt64(4), row.GetInt64(5),
        ToPeriod(TextOrNull(row, 6)), ToPeriod(TextOrNull(row, 7)), ToFrequencies(row.GetFieldValue<short[]>(8)), row.GetFieldValue<string[]>(9), row.GetString(10))
    {
        Number = row.GetInt16(11),
        CommodityCount = (int)row.GetInt64(12),
    };

    private static Frequency[] ToFrequencies(short[] frequencies) => Array.ConvertAll(frequencies, frequency => (Frequency)frequency);

    private static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static decimal? NumberOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);

    private static DateOnly? Day(JsonElement member, string name) =>
        member.GetProperty(name).GetString() is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static Period? ToPeriod(string? text) => Period.TryParse(text, out var period) ? period : null;
}
