using TradeStats.Trade;

namespace TradeStats.Tests.Http;

/// <summary>
/// What the sources of a day say of every cell, by plain search and arithmetic over the figures of the seeds: slow, obvious, and without a line of the
/// program's own statistics.
/// </summary>
internal sealed class OracleBook
{
    private static readonly Dictionary<DateOnly, OracleBook> Books = [];

    private readonly List<Figure> _figures;

    private OracleBook(DateOnly day)
    {
        var known = Contents.Seeds.Sources.Where(source => source.PublishedBy <= day).Select(source => source.Id).ToList();
        _figures = [.. Contents.Seeds.Figures.Where(figure => known.Contains(figure.Source))];
        List<OracleCell> published =
        [
            .. Published(Measure.Value, figure => figure.Currency is null ? null : ""),
            .. Published(Measure.Growth, figure => (figure.Base ?? figure.Period.YearEarlier).ToString()),
            .. Published(Measure.Multiple, figure => figure.Of is null ? figure.Base?.ToString() : null),
            .. Published(Measure.Share, figure => figure.Of is null ? null : Whole(figure)),
        ];
        Cells = [.. published, .. SumsAndBalances(published)];
        Fill([.. Backcasts(), .. Wholes()]);
        Fill([.. Cells.SelectMany(Conversions)]);
        Fill([.. Cells.SelectMany(Mirrored)]);
    }

    /// <summary>What is known of every cell: values, growth, multiples and shares; one a cell.</summary>
    public List<OracleCell> Cells { get; }

    /// <summary>The figures known.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>The knowledge of a day; null for all.</summary>
    public static OracleBook Of(DateOnly? day)
    {
        if (!Books.TryGetValue(day ?? DateOnly.MaxValue, out var book))
            Books[day ?? DateOnly.MaxValue] = book = new(day ?? DateOnly.MaxValue);
        return book;
    }

    public static IEnumerable<Figure> BestFirst(IEnumerable<Figure> figures) => figures
        .OrderBy(figure => Array.IndexOf([Qualifier.Exact, Qualifier.About, Qualifier.AtLeast, Qualifier.Forecast], figure.Number.Qualifier))
        .ThenBy(figure => figure.Conversion)
        .ThenBy(figure => figure.Number is { Low: { } low, High: { } high } ? high - low : decimal.MaxValue)
        .ThenByDescending(figure => figure.Number.High is null ? figure.Number.Low : null)
        .ThenByDescending(figure => Contents.Seeds.Sources.Single(source => source.Id == figure.Source).Published, StringComparer.Ordinal)
        .ThenBy(figure => figure.Id, StringComparer.Ordinal);

    /// <summary>Every rate that an outlet implies by printing an amount and its conversion, for a period, as yuan per dollar and the like.</summary>
    public IEnumerable<(string Source, Period Period, string From, string To, OracleNumber Rate, string[] Figures)> Rates() =>
        from converted in _figures
        where converted.Conversion && converted.Number.Qualifier == Qualifier.Exact
        from amount in _figures
        where !amount.Conversion && amount.Number.Qualifier == Qualifier.Exact && amount.Currency is not null && amount.Measure == Measure.Value
            && (amount.Source, amount.Period, amount.Indicator, amount.Entity, amount.Reporter, amount.Partner, amount.Flow, amount.Commodity)
                == (converted.Source, converted.Period, converted.Indicator, converted.Entity, converted.Reporter, converted.Partner, converted.Flow, converted.Commodity)
        let rate = OracleNumber.Of(amount) / OracleNumber.Of(converted)
        select (converted.Source, converted.Period, amount.Currency, converted.Currency!, rate, new[] { amount.Id, converted.Id });

    /// <summary>The rate for an amount of a source and its figures: its own first, else the median in the hull of all; null where there is none.</summary>
    public (OracleNumber Rate, string[] Figures)? Rate(string source, Period period, string from, string to)
    {
        var all = Rates().Where(rate => (rate.Period, rate.From, rate.To) == (period, from, to)).ToList();
        if (all.Count == 0)
            return null;
        if (all.FindIndex(rate => rate.Source == source) is >= 0 and var own)
            return (all[own].Rate, all[own].Figures);
        var sorted = all.Select(rate => rate.Rate.Number!.Value).Order().ToList();
        var middle = sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
        return (new(middle, all.Min(rate => rate.Rate.Low), all.Max(rate => rate.Rate.High), Qualifier.Exact), [.. all.SelectMany(rate => rate.Figures)]);
    }

    private static string Whole(Figure share) => share.Of!.Split('=') switch
    {
        ["reporter", var code] => $"{code}/{share.Partner}/{share.Commodity}",
        ["partner", var code] => $"{share.Reporter}/{code}/{share.Commodity}",
        [_, var code] => $"{share.Reporter}/{share.Partner}/{code}",
        _ => throw new NotSupportedException(share.Of),
    };

    private IEnumerable<OracleCell> Published(Measure measure, Func<Figure, string?> against) => _figures
        .Where(figure => figure is { Entity: null, Indicator: "goods-trade", Flow: not null } && figure.Measure == measure && against(figure) is not null)
        .GroupBy(figure => (new Series(figure.Reporter, figure.Partner, figure.Flow!.Value, figure.Commodity), figure.Period, figure.Currency, Against: against(figure)!))
        .Select(cell => (Best: BestFirst(cell).ToList(), cell.Key))
        .Select(cell => new OracleCell(cell.Key.Item1, cell.Key.Period, cell.Key.Currency, measure, cell.Key.Against, OracleNumber.Of(cell.Best[0]), "published",
            cell.Best.Any(one => cell.Best.Any(other => Contradict(one, other))), [.. cell.Best.Select(figure => figure.Id)]));

    private static IEnumerable<OracleCell> SumsAndBalances(List<OracleCell> published)
    {
        foreach (var exports in published.Where(cell => cell.Measure == Measure.Value && cell.Series.Flow == Flow.Exports))
        {
            if (published.SingleOrDefault(cell => cell.Is(exports.Series with { Flow = Flow.Imports }, exports.Period, exports.Currency)) is not { } imports)
                continue;
            var (x, m) = (exports.Number, imports.Number);
            if (x.Qualifier != Qualifier.Exact || m.Qualifier != Qualifier.Exact)
                throw new NotSupportedException("The seeds had no sums of inexact numbers when this was written.");
            var computed = exports with { Method = "computed", IsDisputed = exports.IsDisputed || imports.IsDisputed, Figures = [exports.Figures[0], imports.Figures[0]] };
            var total = exports.Series with { Flow = Flow.Total };
            if (!published.Any(cell => cell.Is(total, exports.Period, exports.Currency)))
                yield return computed with { Series = total, Number = new(x.Number + m.Number, x.Low + m.Low, x.High + m.High, Qualifier.Exact) };
            yield return computed with { Series = total with { Flow = Flow.Balance }, Number = new(x.Number - m.Number, x.Low - m.High, x.High - m.Low, Qualifier.Exact) };
        }
    }

    private IEnumerable<OracleCell> Backcasts()
    {
        foreach (var stated in Cells.Where(cell => cell.Measure is Measure.Growth or Measure.Multiple))
        {
            var factor = stated.Measure == Measure.Multiple ? stated.Number : stated.Number.Each(percent => 1 + percent / 100);
            if (Cells.SingleOrDefault(cell => cell.Is(stated.Series, stated.Period, stated.Currency)) is { } value && Period.TryParse(stated.Against, out var before))
                yield return Derived(value, value.Series, before, value.Currency, value.Number / factor, "backcast", null, stated.Used);
        }
    }

    private IEnumerable<OracleCell> Wholes()
    {
        foreach (var stated in Cells.Where(cell => cell.Measure == Measure.Share))
        {
            foreach (var value in Cells.Where(cell => cell.Is(stated.Series, stated.Period, stated.Currency ?? cell.Currency)))
            {
                var whole = stated.Against.Split('/');
                yield return Derived(value, new(whole[0], whole[1], value.Series.Flow, whole[2]), value.Period, value.Currency, value.Number / stated.Number.Each(percent => percent / 100), "implied", null, stated.Used);
            }
        }
    }

    private IEnumerable<OracleCell> Conversions(OracleCell value)
    {
        if (value.Measure != Measure.Value)
            yield break;
        var source = _figures.Single(figure => figure.Id == value.Figures[0]).Source;
        foreach (var (from, to) in Rates().Select(rate => (rate.From, rate.To)).Distinct().ToList())
        {
            if (from == value.Currency && Rate(source, value.Period, from, to) is var (per, figures))
                yield return Derived(value, value.Series, value.Period, to, value.Number / per, "converted", value.Method, figures);
            if (to == value.Currency && Rate(source, value.Period, from, to) is var (times, behind))
                yield return Derived(value, value.Series, value.Period, from, value.Number * times, "converted", value.Method, behind);
        }
    }

    private IEnumerable<OracleCell> Mirrored(OracleCell told)
    {
        if (told.Measure is not (Measure.Value or Measure.Growth) || told.Series.Partner == "WLD")
            yield break;
        var flow = told.Series.Flow switch { Flow.Exports => Flow.Imports, Flow.Imports => Flow.Exports, var same => same };
        var number = flow == Flow.Balance ? new(-told.Number.Number, -told.Number.High, -told.Number.Low, told.Number.Qualifier) : told.Number;
        yield return told with { Series = new(told.Series.Partner, told.Series.Reporter, flow, told.Series.Commodity), Number = number, Method = "mirrored", Origin = told.Method, Figures = [.. told.Used] };
    }

    private static OracleCell Derived(OracleCell value, Series series, Period period, string? currency, OracleNumber number, string method, string? origin, IEnumerable<string> others)
    {
        var rounded = new OracleNumber(number.Number is { } point ? Math.Round(point, 2) : null, OracleNumber.Down(number.Low, 100), OracleNumber.Up(number.High, 100), number.Qualifier);
        if (rounded is { Number: null, Low: { } low, High: null })
            rounded = new(low, low, null, Qualifier.AtLeast);
        return value with { Series = series, Period = period, Currency = currency, Number = rounded, Method = method, Origin = origin, Figures = [.. value.Used.Union(others)] };
    }

    // For cells that nothing else fills; of several ways to one the tightest.
    private void Fill(List<OracleCell> candidates)
    {
        foreach (var cell in candidates.Where(candidate => !Cells.Any(candidate.IsSameCell)).ToList().GroupBy(candidate => (candidate.Series, candidate.Period, candidate.Currency, candidate.Measure, candidate.Against)))
            Cells.Add(cell.OrderBy(candidate => candidate.Number.High - candidate.Number.Low ?? decimal.MaxValue).ThenBy(candidate => candidate.Figures[0], StringComparer.Ordinal).First());
    }

    private static bool Contradict(Figure one, Figure other) => one.Source != other.Source && one.Number.Qualifier != Qualifier.Forecast && other.Number.Qualifier != Qualifier.Forecast
        && (one.Number.High < other.Number.Low || other.Number.High < one.Number.Low);
}

/// <summary>A number with bounds, as the oracle calculates.</summary>
internal sealed record OracleNumber(decimal? Number, decimal? Low, decimal? High, Qualifier Qualifier)
{
    public bool IsPoint => Number is not null && Qualifier is not (Qualifier.AtLeast or Qualifier.AtMost);

    public static OracleNumber Of(Figure figure) => new(figure.Number.Number, figure.Number.Low, figure.Number.High, figure.Number.Qualifier);

    /// <summary>The quotient by a number above zero, of the farther ends of both; the qualifier is the weaker one.</summary>
    public static OracleNumber operator /(OracleNumber above, OracleNumber below)
    {
        Qualifier[] firmest = [Qualifier.Exact, Qualifier.AtLeast, Qualifier.About, Qualifier.Forecast];
        return new(
            above.IsPoint && below.IsPoint ? above.Number / below.Number : null,
            above.Low < 0 ? above.Low / below.Low : above.Low / below.High,
            above.High < 0 ? above.High / below.High : above.High / below.Low,
            firmest[Math.Max(Array.IndexOf(firmest, above.Qualifier), Array.IndexOf(firmest, below.Qualifier))]);
    }

    /// <summary>The product with an exact number above zero.</summary>
    public static OracleNumber operator *(OracleNumber left, OracleNumber right) => new(
        left.IsPoint ? left.Number * right.Number : null, left.Low * (left.Low < 0 ? right.High : right.Low), left.High * (left.High < 0 ? right.Low : right.High), left.Qualifier);

    public OracleNumber Each(Func<decimal, decimal> change)
    {
        return new(Changed(Number), Changed(Low), Changed(High), Qualifier);

        decimal? Changed(decimal? number) => number is { } known ? change(known) : null;
    }

    public static decimal? Down(decimal? number, decimal places) => number is { } known ? Math.Floor(known * places) / places : null;

    public static decimal? Up(decimal? number, decimal places) => number is { } known ? Math.Ceiling(known * places) / places : null;
}

/// <summary>What is known of one cell; <see cref="Origin"/> is how the number came about that a converted or mirrored one was made of.</summary>
internal sealed record OracleCell(
    Series Series, Period Period, string? Currency, Measure Measure, string Against, OracleNumber Number, string Method, bool IsDisputed, IReadOnlyList<string> Figures, string? Origin = null)
{
    public bool IsFirm => Method is "published" or "computed";

    public IEnumerable<string> Used => Method == "published" ? Figures.Take(1) : Figures;

    /// <summary>Whether it is the value of a cell.</summary>
    public bool Is(Series series, Period period, string? currency) => Measure == Measure.Value && (Series, Period, Currency) == (series, period, currency);

    public bool IsSameCell(OracleCell other) => (Series, Period, Currency, Measure, Against) == (other.Series, other.Period, other.Currency, other.Measure, other.Against);

    /// <summary>Whether it was made of what is stated, so that comparing the two would prove nothing.</summary>
    public bool RestsOn(OracleCell? stated) => !IsFirm && stated is not null && stated.Used.Any(Figures.Contains);
}
