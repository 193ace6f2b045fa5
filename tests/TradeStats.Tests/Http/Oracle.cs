using TradeStats.Trade;

namespace TradeStats.Tests.Http;

/// <summary>
/// Answers questions straight from the figures of the seeds, by plain search and arithmetic: slow, obvious, and without a line of the program's
/// own statistics, SQL or representations.
/// </summary>
internal static class Oracle
{
    private static readonly IReadOnlyList<Figure> Figures = Contents.Seeds.Figures;

    private static readonly Dictionary<string, Area> Areas = Contents.Seeds.Areas.ToDictionary(area => area.Code);

    private static readonly List<OracleCell> Values = [.. PublishedValues(), .. SumsAndBalances([.. PublishedValues()])];

    public static IReadOnlyList<OracleRow> Totals(RandomQuestion question) => Newest(question, _ => true,
        [.. Values.Where(cell => Asked(question, cell.Series, cell.Period, cell.Currency)).Select(cell => new OracleRow(cell.Series, cell.Period, cell.Currency)
        {
            ["value"] = cell.Number,
            ["low"] = cell.Low,
            ["high"] = cell.High,
            ["qualifier"] = Words<Qualifier>.Of(cell.Qualifier),
            ["method"] = cell.IsComputed ? "computed" : "published",
            ["disputed"] = cell.IsDisputed,
            ["figures"] = string.Join(' ', cell.Figures),
        })]);

    public static IReadOnlyList<OracleRow> Growth(RandomQuestion question)
    {
        var rows = new List<OracleRow>();
        foreach (var (series, period, currency, stated) in Keys(question, Measure.Growth, figure => figure.Base is null || figure.Base == figure.Period.YearEarlier))
        {
            var value = Find(series, period, currency);
            var before = Find(series, period.YearEarlier, currency);
            var computed = value is null || before is null || Sign(before) != 0 ? ((decimal?, decimal?, decimal?)?)null : Percent(value, before, less: 100);
            var reason = value is null ? null : before is null ? "noBaseValue" : Sign(before) switch { 0 => "onlyBounds", < 0 => "negativeBase", _ => "zeroBase" };
            var row = Row(series, period, currency, "growthPercent", stated, computed, reason, value, "baseValue", before);
            row["basePeriod"] = period.YearEarlier.ToString();
            row["multiple"] = row["growthPercent"] is decimal percent ? Math.Round(1 + percent / 100, 8) : null;
            row["annualPercent"] = row["growthPercent"];
            rows.Add(row);
        }
        return Newest(question, row => row["growthPercent"] is not null, rows);
    }

    public static IReadOnlyList<OracleRow> Shares(RandomQuestion question)
    {
        var isTold = question.One("ofReporter") is not null || question.One("ofPartner") is not null || question.One("ofCommodity") is not null;
        var rows = new List<OracleRow>();
        foreach (var (series, period, currency, stated) in Keys(question, Measure.Share, figure => Stated(figure) == Whole(Of(figure))))
        {
            var whole = Whole(series);
            var part = Find(series, period, currency);
            var all = Find(whole, period, currency);
            var isPart = IsWithin(series.Reporter, whole.Reporter, period) && IsWithin(series.Partner, whole.Partner, period)
                && (series.Commodity == whole.Commodity || whole.Commodity == "TOTAL" || (series.Commodity, whole.Commodity) == ("fruits-and-nuts", "agricultural-products"));
            var computed = !isPart || part is null || all is null || Sign(all) != 0 ? ((decimal?, decimal?, decimal?)?)null : series == whole ? (100m, 100m, 100m) : Percent(part, all, less: 0);
            var reason = !isPart ? "notAPart" : part is null ? null : all is null ? "noWholeValue" : Sign(all) switch { 0 => "onlyBounds", < 0 => "negativeWhole", _ => "zeroWhole" };
            var row = Row(series, period, currency, "sharePercent", stated, computed, reason, part, "ofValue", all);
            (row["ofReporter"], row["ofPartner"], row["ofCommodity"]) = (whole.Reporter, whole.Partner, whole.Commodity);
            rows.Add(row);
        }
        return Newest(question, row => row["sharePercent"] is not null, rows);

        Series Whole(Series series) => series with
        {
            Reporter = question.One("ofReporter") ?? series.Reporter,
            Partner = question.One("ofPartner") ?? (isTold ? series.Partner : "WLD"),
            Commodity = question.One("ofCommodity") ?? series.Commodity,
        };
    }

    public static IReadOnlyList<OracleRow> Published(RandomQuestion question)
    {
        var rows = Figures
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

    private static IEnumerable<OracleCell> PublishedValues() => Trade(Measure.Value).Where(figure => figure.Currency is not null)
        .GroupBy(figure => (Of(figure), figure.Period, figure.Currency))
        .Select(cell => (Best: BestFirst(cell).ToList(), cell.Key))
        .Select(cell => new OracleCell(cell.Key.Item1, cell.Key.Period, cell.Key.Currency!, cell.Best[0].Number.Number!.Value, cell.Best[0].Number.Low, cell.Best[0].Number.High,
            cell.Best[0].Number.Qualifier, IsComputed: false, cell.Best.Any(one => cell.Best.Any(other => Contradict(one, other))), [.. cell.Best.Select(figure => figure.Id)]));

    private static IEnumerable<OracleCell> SumsAndBalances(List<OracleCell> published)
    {
        foreach (var exports in published.Where(cell => cell.Series.Flow == Flow.Exports))
        {
            if (published.SingleOrDefault(cell => cell.Is(exports.Series with { Flow = Flow.Imports }, exports.Period, exports.Currency)) is not { } imports)
                continue;
            if (exports.Qualifier != Qualifier.Exact || imports.Qualifier != Qualifier.Exact)
                throw new NotSupportedException("The seeds had no sums of inexact numbers when this was written.");
            var computed = exports with { IsComputed = true, IsDisputed = exports.IsDisputed || imports.IsDisputed, Figures = [exports.Figures[0], imports.Figures[0]] };
            var total = exports.Series with { Flow = Flow.Total };
            if (!published.Any(cell => cell.Is(total, exports.Period, exports.Currency)))
                yield return computed with { Series = total, Number = exports.Number + imports.Number, Low = exports.Low + imports.Low, High = exports.High + imports.High };
            yield return computed with { Series = total with { Flow = Flow.Balance }, Number = exports.Number - imports.Number, Low = exports.Low - imports.High, High = exports.High - imports.Low };
        }
    }

    // The keys that have a value or a stated percentage, with the one that speaks for them.
    private static IEnumerable<(Series Series, Period Period, string? Currency, Figure? Stated)> Keys(RandomQuestion question, Measure measure, Func<Figure, bool> isOf)
    {
        var stated = Trade(measure).Where(isOf).ToList();
        foreach (var cell in Values.Select(value => (value.Series, value.Period)).Concat(stated.Select(figure => (Of(figure), figure.Period))).Distinct())
        {
            var here = stated.Where(figure => (Of(figure), figure.Period) == cell).ToList();
            var values = Values.Where(value => (value.Series, value.Period) == cell).Select(value => value.Currency).ToList();
            foreach (var currency in values.Concat(here.Select(figure => figure.Currency)).Distinct().Where(currency => currency is not null || values.Count == 0))
            {
                var best = BestFirst(here.Where(figure => figure.Currency == currency)).FirstOrDefault() ?? BestFirst(here.Where(figure => figure.Currency is null)).FirstOrDefault();
                if (Asked(question, cell.Item1, cell.Item2, currency))
                    yield return (cell.Item1, cell.Item2, currency, best);
            }
        }
    }

    private static OracleRow Row(Series series, Period period, string? currency, string name, Figure? stated, (decimal? Number, decimal? Low, decimal? High)? computed, string? reason,
        OracleCell? value, string otherName, OracleCell? other)
    {
        var percent = stated?.Number.Number ?? computed?.Number;
        return new(series, period, currency)
        {
            [name] = percent,
            ["low"] = stated is null ? computed?.Low : stated.Number.Low,
            ["high"] = stated is null ? computed?.High : stated.Number.High,
            ["method"] = stated is not null ? "published" : percent is not null ? "computed" : null,
            ["publishedPercent"] = stated?.Number.Number,
            ["computedPercent"] = computed?.Number,
            ["agrees"] = stated is null || computed?.Number is null ? null
                : !((stated.Number.High ?? stated.Number.Number) < computed.Value.Low || computed.Value.High < (stated.Number.Low ?? stated.Number.Number)),
            ["value"] = value?.Number,
            [otherName] = other?.Number,
            ["reason"] = percent is null ? reason : null,
            ["figures"] = string.Join(' ', new[] { stated?.Id }.OfType<string>().Concat(value?.Used ?? []).Concat(other?.Used ?? []).Distinct()),
        };
    }

    // Zero where it can stand below a fraction; else the side on which it stands.
    private static int Sign(OracleCell below) => below.High < 0 ? -1 : below.Low > 0 || (below.Low is null && below.Number > 0) ? 0 : 1;

    private static (decimal? Number, decimal? Low, decimal? High) Percent(OracleCell above, OracleCell below, decimal less)
    {
        var isKnown = above.IsPoint && below.IsPoint;
        var low = above.Low / (above.Low < 0 ? below.Low : below.High);
        var high = above.High / (above.High < 0 ? below.High : below.Low);
        return (isKnown ? Math.Round(100 * above.Number / below.Number - less, 6) : null, Down(100 * low - less), -Down(-(100 * high - less)));

        static decimal? Down(decimal? number) => number is { } known ? Math.Floor(known * 1_000_000) / 1_000_000 : null;
    }

    private static IEnumerable<Figure> BestFirst(IEnumerable<Figure> figures) => figures
        .OrderBy(figure => Array.IndexOf([Qualifier.Exact, Qualifier.About, Qualifier.AtLeast, Qualifier.Forecast], figure.Number.Qualifier))
        .ThenBy(figure => figure.Conversion)
        .ThenBy(figure => figure.Number is { Low: { } low, High: { } high } ? high - low : decimal.MaxValue)
        .ThenByDescending(figure => figure.Number.High is null ? figure.Number.Low : null)
        .ThenByDescending(figure => Contents.Seeds.Sources.Single(source => source.Id == figure.Source).Published, StringComparer.Ordinal)
        .ThenBy(figure => figure.Id, StringComparer.Ordinal);

    private static bool Contradict(Figure one, Figure other) => one.Source != other.Source && one.Number.Qualifier != Qualifier.Forecast && other.Number.Qualifier != Qualifier.Forecast
        && (one.Number.High < other.Number.Low || other.Number.High < one.Number.Low);

    private static IEnumerable<Figure> Trade(Measure measure) =>
        Figures.Where(figure => figure is { Entity: null, Indicator: "goods-trade", Flow: not null } && figure.Measure == measure);

    private static Series Stated(Figure share) => share.Of!.Split('=') switch
    {
        ["reporter", var code] => Of(share) with { Reporter = code },
        ["partner", var code] => Of(share) with { Partner = code },
        [_, var code] => Of(share) with { Commodity = code },
        _ => throw new NotSupportedException(share.Of),
    };

    private static Series Of(Figure figure) => new(figure.Reporter, figure.Partner, figure.Flow!.Value, figure.Commodity);

    private static OracleCell? Find(Series series, Period period, string? currency) => Values.SingleOrDefault(cell => cell.Is(series, period, currency));

    private static bool IsWithin(string part, string whole, Period period) => part == whole || whole == "WLD" || Areas[part].MemberOf.Any(member =>
        (member.From is null || member.From < new DateOnly(period.End / 12, period.End % 12 + 1, 1)) && member.Until is null && IsWithin(member.Group, whole, period));

    private static bool Asked(RandomQuestion question, Series series, Period period, string? currency) =>
        Named(question, "reporter", series.Reporter) && Named(question, "partner", series.Partner) && Named(question, "flow", Words<Flow>.Of(series.Flow))
        && (question["commodity"] is [] ? series.Commodity == "TOTAL" : Named(question, "commodity", series.Commodity)) && Named(question, "currency", currency) && InTime(question, period);

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

/// <summary>A value of one cell.</summary>
internal sealed record OracleCell(Series Series, Period Period, string Currency, decimal Number, decimal? Low, decimal? High, Qualifier Qualifier, bool IsComputed, bool IsDisputed, IReadOnlyList<string> Figures)
{
    public bool IsPoint => Qualifier is not (Qualifier.AtLeast or Qualifier.AtMost);

    public IEnumerable<string> Used => IsComputed ? Figures : Figures.Take(1);

    public bool Is(Series series, Period period, string? currency) => (Series, Period, Currency) == (series, period, currency);
}

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

    public Series Series { get; }

    public Period Period { get; }

    public string? Currency { get; }
}
