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

    public static Area FromStored(StoredArea row) => new(row.Code, row.Name, row.Kind, row.Alpha3, row.M49, row.Spellings,
        [.. row.MemberOf.Select(member => new Membership(member.Group, member.From, member.Until))]);

    public static StoredCommodity ToStored(Commodity commodity, short dataset) => new()
    {
        Code = commodity.Code,
        Dataset = dataset,
        Name = commodity.Name,
        Classification = commodity.Classification,
        Parent = commodity.Parent,
    };

    public static Commodity FromStored(StoredCommodity row) => new(row.Code, row.Name, row.Classification, row.Parent);

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

    public static Check FromStored(StoredCheck row) => new(row.Id, row.Kind, new(row.Reporter, row.Partner, row.Flow, row.Commodity),
        new(row.PeriodStart, row.PeriodMonths), row.Currency, row.Statement, new(row.Expected, row.Low, row.High, row.Qualifier), row.Actual, row.Verdict, row.Figures)
    {
        KnownFrom = row.KnownFrom,
        KnownUntil = row.KnownUntil,
    };

    public static Observation FromStored(StoredObservation row) => new(
        new(row.Reporter, row.Partner, row.Flow, row.Commodity), new(row.PeriodStart, row.PeriodMonths), row.Currency, row.Measure, row.Against,
        new(row.Number, row.Low, row.High, row.Qualifier), row.Method, row.Disputed, row.Figures ?? [])
    {
        Origin = row.Origin,
        Basis = row.Basis,
        KnownFrom = row.KnownFrom,
        KnownUntil = row.KnownUntil,
    };

    public static Dataset FromStored(StoredDataset row) => new(row.Name, row.Title, row.Version, row.Loaded, row.ObservationCount, row.FigureCount,
        ToPeriod(row.FirstPeriod), ToPeriod(row.LastPeriod), row.Currencies, row.Licence);

    private static Period? ToPeriod(string? text) => Period.TryParse(text, out var period) ? period : null;
}
