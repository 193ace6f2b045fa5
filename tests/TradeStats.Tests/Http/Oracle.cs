using System.Globalization;
using TradeStats.Trade;

namespace TradeStats.Tests.Http;

/// <summary>Answers questions from the book of a day by plain search: values, growth, shares and figures.</summary>
internal static partial class Oracle
{
    private static readonly Dictionary<string, Area> Areas = Contents.Seeds.Areas.ToDictionary(area => area.Code);

    private static readonly string[] FromPrint = ["computed", "backcast", "implied", "converted", "mirrored"];

    public static IReadOnlyList<OracleRow> Totals(RandomQuestion question) => Newest(question, _ => true,
        [.. Known(question).Where(cell => cell.Measure == Measure.Value && Asked(question, cell.Series, cell.Period, cell.Currency)).Select(cell => new OracleRow(cell.Series, cell.Period, cell.Currency)
        {
            ["value"] = cell.Number.Number,
            ["low"] = cell.Number.Low,
            ["high"] = cell.Number.High,
            ["qualifier"] = Words<Qualifier>.Of(cell.Number.Qualifier),
            ["method"] = cell.Method,
            ["disputed"] = cell.IsDisputed,
            ["figures"] = string.Join(' ', cell.Figures),
        })]);

    public static IReadOnlyList<OracleRow> Growth(RandomQuestion question)
    {
        var known = Known(question);
        return Newest(question, row => row["growthPercent"] is not null,
            [.. Keys(question, known, cell => cell.Measure is Measure.Growth or Measure.Multiple && cell.Against == Base(question, cell.Period).ToString())
                .Select(key => GrowthRow(known, key.Series, key.Period, Base(question, key.Period), key.Currency))]);
    }

    public static IReadOnlyList<OracleRow> Shares(RandomQuestion question)
    {
        var known = Known(question);
        return Newest(question, row => row["sharePercent"] is not null,
            [.. Keys(question, known, cell => cell.Measure == Measure.Share && cell.Against == Text(Whole(question, cell.Series)))
                .Select(key => ShareRow(known, key.Series, Whole(question, key.Series), key.Period, key.Currency))]);
    }

    public static IReadOnlyList<OracleRow> Published(RandomQuestion question)
    {
        var rows = OracleBook.Of(Day(question)).Figures
            .Where(figure => Named(question, "measure", Words<Measure>.Of(figure.Measure)) && Named(question, "indicator", figure.Indicator) && Named(question, "source", figure.Source)
                && Named(question, "reporter", figure.Reporter) && Named(question, "partner", figure.Partner) && Named(question, "commodity", figure.Commodity)
                && Named(question, "flow", figure.Flow is { } flow ? Words<Flow>.Of(flow) : null) && Named(question, "currency", figure.Currency) && InTime(question, figure.Period))
            .OrderBy(figure => figure.Id, StringComparer.Ordinal).ToList();
        var newest = rows.Select(figure => figure.Period).OrderByDescending(period => period.End).ThenByDescending(period => period.Months).FirstOrDefault();
        return [.. rows.Where(figure => !question.IsLatest || figure.Period == newest).Select(figure => new OracleRow
        {
            ["id"] = figure.Id,
            ["measure"] = Words<Measure>.Of(figure.Measure),
            ["reporter"] = figure.Reporter,
            ["reporterName"] = Areas[figure.Reporter].Name,
            ["period"] = figure.Period.ToString(),
            ["number"] = figure.Number.Number,
            ["low"] = figure.Number.Low,
            ["high"] = figure.Number.High,
            ["qualifier"] = Words<Qualifier>.Of(figure.Number.Qualifier),
            ["of"] = figure.Of,
            ["base"] = figure.Base?.ToString(),
            ["asPrinted"] = figure.AsPrinted,
            ["conversion"] = figure.Conversion,
            ["source"] = figure.Source,
            ["publisher"] = Contents.Seeds.Sources.Single(source => source.Id == figure.Source).Publisher,
            ["line"] = (decimal)figure.Line,
            ["note"] = figure.Note,
        })];
    }

    public static IReadOnlyList<OracleRow> Documents(RandomQuestion question) =>
    [
        .. Contents.Seeds.Sources.Where(source => Day(question) is not { } day || source.PublishedBy <= day).OrderBy(source => source.Id, StringComparer.Ordinal).Select(source => new OracleRow
        {
            ["id"] = source.Id,
            ["published"] = source.Published,
            ["figureCount"] = (decimal)Contents.Seeds.Figures.Count(figure => figure.Source == source.Id),
        }),
    ];

    private static OracleRow GrowthRow(IReadOnlyList<OracleCell> known, Series series, Period period, Period before, string? currency)
    {
        var (value, other) = (Find(known, series, period, currency), Find(known, series, before, currency));
        var stated = Stated(known, series, period, currency, Measure.Growth, before.ToString()) ?? Stated(known, series, period, currency, Measure.Multiple, before.ToString());
        var isAlike = period.Months == before.Months && period.Start % 12 == before.Start % 12;
        var isTold = isAlike && value is not null && other is not null && !value.RestsOn(stated) && !other.RestsOn(stated);
        var computed = !isTold || Sign(other!) != 0 ? null : period == before ? new(0, 0, 0, Qualifier.Exact) : Percent(value!, other!, less: 100);
        var reason = !isAlike ? "notAlike" : value is null ? null : other is null ? "noBaseValue" : !isTold ? null : Sign(other) switch { 0 => "onlyBounds", < 0 => "negativeBase", _ => "zeroBase" };
        var row = Row(series, period, currency, "growthPercent", stated, computed, reason, value, "base", other);
        var years = (period.Start - before.Start) / 12;
        row["basePeriod"] = before.ToString();
        row["multiple"] = row["growthPercent"] is decimal percent ? Math.Round(1 + percent / 100, 8) : null;
        row["annualPercent"] = Yearly(row["growthPercent"]);
        row["annualLow"] = Yearly(row[years < 0 ? "high" : "low"]);
        row["annualHigh"] = Yearly(row[years < 0 ? "low" : "high"]);
        return row;

        // By floating point, which is another way than the program's: near enough for six places.
        object? Yearly(object? change) => years == 0 || change is not decimal known ? null : years == 1 ? known
            : known <= -100 ? null : new OracleNear(100 * (Math.Pow(1 + (double)known / 100, 1.0 / years) - 1));
    }

    private static OracleRow ShareRow(IReadOnlyList<OracleCell> known, Series series, Series whole, Period period, string? currency)
    {
        var (part, all) = (Find(known, series, period, currency), Find(known, whole, period, currency));
        var stated = Stated(known, series, period, currency, Measure.Share, Text(whole));
        var isPart = IsWithin(series.Reporter, whole.Reporter, period) && IsWithin(series.Partner, whole.Partner, period)
            && (series.Commodity == whole.Commodity || whole.Commodity == "TOTAL" || (series.Commodity, whole.Commodity) == ("fruits-and-nuts", "agricultural-products"));
        var isTold = isPart && part is not null && all is not null && !part.RestsOn(stated) && !all.RestsOn(stated);
        var computed = !isTold || Sign(all!) != 0 ? null : series == whole ? new(100, 100, 100, Qualifier.Exact) : Percent(part!, all!, less: 0);
        var reason = !isPart ? "notAPart" : part is null ? null : all is null ? "noWholeValue" : !isTold ? null : Sign(all) switch { 0 => "onlyBounds", < 0 => "negativeWhole", _ => "zeroWhole" };
        // What nobody values has no whole to tell either.
        var row = Row(series, period, currency, "sharePercent", stated, computed, reason, part, "of", part is null ? null : all);
        (row["ofReporter"], row["ofPartner"], row["ofCommodity"]) = (whole.Reporter, whole.Partner, whole.Commodity);
        return row;
    }

    private static OracleRow Row(Series series, Period period, string? currency, string name, OracleCell? stated, OracleNumber? computed, string? reason, OracleCell? value, string otherName, OracleCell? other)
    {
        var said = stated is { Measure: Measure.Multiple } ? Shown(stated.Number.Each(times => 100 * (times - 1))) : stated?.Number;
        var percent = said ?? computed;
        var apart = said is { Low: null, High: null } ? said with { Low = said.Number, High = said.Number } : said;
        return new(series, period, currency)
        {
            [name] = percent?.Number,
            ["low"] = percent?.Low,
            ["high"] = percent?.High,
            ["method"] = stated is not null ? stated.Method : percent?.Number is null ? null
                : FromPrint[Math.Max(0, Math.Max(Array.IndexOf(FromPrint, value!.Method), Array.IndexOf(FromPrint, other!.Method)))],
            ["publishedPercent"] = said?.Number,
            ["computedPercent"] = computed?.Number,
            ["agrees"] = apart is null || computed?.Number is null || (computed.Low ?? computed.High) is null ? null : !(apart.High < computed.Low || computed.High < apart.Low),
            ["value"] = value?.Number.Number,
            ["valueLow"] = value?.Number.Low,
            ["valueHigh"] = value?.Number.High,
            [otherName + "Value"] = other?.Number.Number,
            [otherName + "Low"] = other?.Number.Low,
            [otherName + "High"] = other?.Number.High,
            ["reason"] = percent?.Number is null ? reason : null,
            ["figures"] = string.Join(' ', new[] { stated, value, other }.SelectMany(cell => cell?.Used ?? []).Distinct()),
        };
    }

    // What is known on the day of the question, as far as it wants derived rows.
    private static List<OracleCell> Known(RandomQuestion question) => [.. OracleBook.Of(Day(question)).Cells.Where(cell => cell.IsFirm || question.One("derived") == "true"
        || (question.One("convert") is not null && cell.Method == "converted" && cell.Origin is "published" or "computed"))];

    // The keys that have a value or a stated percentage; one in no known currency only where there is no value.
    private static IEnumerable<(Series Series, Period Period, string? Currency)> Keys(RandomQuestion question, List<OracleCell> known, Func<OracleCell, bool> isStated)
    {
        var (values, stated) = (known.Where(cell => cell.Measure == Measure.Value).ToList(), known.Where(isStated).ToList());
        return values.Concat(stated.Where(cell => cell.Currency is not null || !values.Any(value => (value.Series, value.Period) == (cell.Series, cell.Period))))
            .Select(cell => (cell.Series, cell.Period, cell.Currency)).Distinct().Where(key => Asked(question, key.Series, key.Period, key.Currency));
    }

    private static OracleCell? Find(IReadOnlyList<OracleCell> known, Series series, Period period, string? currency) => known.SingleOrDefault(cell => cell.Is(series, period, currency));

    private static OracleCell? Stated(IReadOnlyList<OracleCell> known, Series series, Period period, string? currency, Measure measure, string against)
    {
        var all = known.Where(cell => (cell.Series, cell.Period, cell.Measure, cell.Against) == (series, period, measure, against)).ToList();
        return all.Find(cell => cell.Currency == currency) ?? all.Find(cell => cell.Currency is null);
    }

    private static Period Base(RandomQuestion question, Period period) => Period.TryParse(question.One("base"), out var told) ? told : period.YearEarlier;

    private static Series Whole(RandomQuestion question, Series series)
    {
        var isTold = question.One("ofReporter") is not null || question.One("ofPartner") is not null || question.One("ofCommodity") is not null;
        return series with
        {
            Reporter = question.One("ofReporter") ?? (!isTold && question.One("by") == "reporter" ? "WLD" : series.Reporter),
            Partner = question.One("ofPartner") ?? (!isTold && question.One("by") is null or "partner" ? "WLD" : series.Partner),
            Commodity = question.One("ofCommodity") ?? (!isTold && question.One("by") == "commodity" ? "TOTAL" : series.Commodity),
        };
    }

    private static string Text(Series whole) => $"{whole.Reporter}/{whole.Partner}/{whole.Commodity}";

    // Zero where it can stand below a fraction; else the side on which it stands.
    private static int Sign(OracleCell below) => below.Number switch
    {
        { High: < 0 } or { High: null, IsPoint: true, Number: < 0 } => -1,
        { Low: > 0 } or { Low: null, Number: > 0, IsPoint: true } => 0,
        _ => 1,
    };

    private static OracleNumber Percent(OracleCell above, OracleCell below, decimal less) => Shown((above.Number / below.Number).Each(ratio => 100 * ratio - less));

    private static OracleNumber Shown(OracleNumber percent) => percent with
    {
        Number = percent.Number is { } number ? Math.Round(number, 6) : null,
        Low = OracleNumber.Down(percent.Low, 1_000_000),
        High = OracleNumber.Up(percent.High, 1_000_000),
    };

    private static DateOnly? Day(RandomQuestion question) => question.One("asOf") is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static bool IsWithin(string part, string whole, Period period) => part == whole || whole == "WLD" || Areas[part].MemberOf.Any(member =>
        (member.From is null || member.From < new DateOnly(period.End / 12, period.End % 12 + 1, 1)) && member.Until is null && IsWithin(member.Group, whole, period));

    private static bool Asked(RandomQuestion question, Series series, Period period, string? currency) =>
        Named(question, "reporter", series.Reporter) && Named(question, "partner", series.Partner) && Named(question, "flow", Words<Flow>.Of(series.Flow))
        && (question["commodity"] is [] ? series.Commodity == "TOTAL" : Named(question, "commodity", series.Commodity)) && Named(question, question["convert"] is [] ? "currency" : "convert", currency) && InTime(question, period);

    private static bool InTime(RandomQuestion question, Period period) =>
        Named(question, "period", period.ToString()) && Named(question, "frequency", Words<Frequency>.Of(period.Frequency))
        && (!Period.TryParse(question.One("from"), out var from) || period.Start >= from.Start) && (!Period.TryParse(question.One("to"), out var to) || period.End <= to.End);

    private static bool Named(RandomQuestion question, string filter, string? value) => question[filter] is [] || question[filter].Contains(value);

    private static IReadOnlyList<OracleRow> Newest(RandomQuestion question, Func<OracleRow, bool> isAnswered, IReadOnlyList<OracleRow> rows)
    {
        var newest = rows.Where(isAnswered).Select(row => row.Period).OrderByDescending(period => period.End).ThenByDescending(period => period.Months).FirstOrDefault();
        return [.. rows.Where(row => !question.IsLatest || row.Period == newest)
            .OrderBy(row => row.Series.Reporter, StringComparer.Ordinal).ThenBy(row => row.Series.Partner, StringComparer.Ordinal).ThenBy(row => row.Series.Flow)
            .ThenBy(row => row.Series.Commodity, StringComparer.Ordinal).ThenBy(row => row.Period.Start).ThenBy(row => row.Period.Months).ThenBy(row => row.Currency, StringComparer.Ordinal)];
    }
}

/// <summary>A number that the oracle knows to six places only.</summary>
internal sealed record OracleNear(double Number);

/// <summary>A row as the oracle tells it: fields and values, which may be fewer than the API tells.</summary>
internal sealed class OracleRow : Dictionary<string, object?>
{
    public OracleRow()
    {
    }

    public OracleRow(Series series, Period period, string? currency)
    {
        (Series, Period, Currency) = (series, period, currency);
        (this["reporter"], this["partner"], this["flow"], this["commodity"]) = (series.Reporter, series.Partner, Words<Flow>.Of(series.Flow), series.Commodity);
        (this["period"], this["frequency"], this["currency"]) = (period.ToString(), Words<Frequency>.Of(period.Frequency), currency);
    }

    /// <summary>The same row with some more fields.</summary>
    public OracleRow With(params (string Field, object? Value)[] fields)
    {
        foreach (var (field, value) in fields)
            this[field] = value;
        return this;
    }

    public Series Series { get; }

    public Period Period { get; }

    public string? Currency { get; }
}
