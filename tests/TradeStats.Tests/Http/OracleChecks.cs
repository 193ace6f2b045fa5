using TradeStats.Trade;

namespace TradeStats.Tests.Http;

/// <summary>Checks: every claim that can be held against other figures, by its definition.</summary>
internal static partial class Oracle
{
    public static IReadOnlyList<OracleRow> Checks(RandomQuestion question)
    {
        var book = OracleBook.Of(Day(question));
        var values = book.Cells.Where(cell => cell is { Measure: Measure.Value, IsFirm: true })
            .OrderBy(cell => cell.Series.Reporter, StringComparer.Ordinal).ThenBy(cell => cell.Series.Partner, StringComparer.Ordinal).ThenBy(cell => cell.Series.Flow)
            .ThenBy(cell => cell.Series.Commodity, StringComparer.Ordinal).ThenBy(cell => cell.Period).ThenBy(cell => cell.Currency, StringComparer.Ordinal).ToList();
        var rows = Sums(book, values).Concat(GrowthOfValues(book, values)).Concat(GrowthOfParts(book)).Concat(SharesOfValues(book, values)).Concat(SeveralSources(book))
            .Concat(RatesOfSources(book)).Concat(RatesOfCells(book, values)).Concat(Parts(values)).Concat(RanksOfValues(book, values)).Concat(SamePlaces(book)).ToList();
        if (book.Figures.Any(figure => figure is { Measure: Measure.Multiple, Indicator: "goods-trade" } && values.Exists(value => value.Series.Partner == "IN" || value.Period == figure.Base)))
            throw new NotSupportedException("The seeds had no multiple of known values when this was written.");
        var found = rows.Where(row => Named(question, "kind", (string)row["kind"]!) && Named(question, "verdict", (string)row["verdict"]!) && Named(question, "reporter", row.Series.Reporter)
                && Named(question, "partner", row.Series.Partner) && Named(question, "flow", Words<Flow>.Of(row.Series.Flow)) && Named(question, "commodity", row.Series.Commodity)
                && Named(question, "currency", row.Currency) && InTime(question, row.Period))
            .OrderBy(row => Array.IndexOf([.. Words<CheckKind>.All], (string)row["kind"]!)).ThenBy(row => row.Series.Reporter, StringComparer.Ordinal).ThenBy(row => row.Series.Partner, StringComparer.Ordinal)
            .ThenBy(row => row.Series.Flow).ThenBy(row => row.Series.Commodity, StringComparer.Ordinal).ThenBy(row => row.Period).ThenBy(row => string.IsNullOrEmpty(row.Currency))
            .ThenBy(row => row.Currency, StringComparer.Ordinal).ThenBy(row => (string)row["id"]!, StringComparer.Ordinal).ToList();
        var newest = found.Select(row => row.Period).OrderByDescending(period => period.End).ThenByDescending(period => period.Months).FirstOrDefault();
        // Checks do not tell the frequency.
        found.ForEach(row => row.Remove("frequency"));
        return [.. found.Where(row => !question.IsLatest || row.Period == newest)];
    }

    private static IEnumerable<OracleRow> Sums(OracleBook book, List<OracleCell> values) =>
        from total in book.Cells
        where total is { Method: "published", Measure: Measure.Value, Series.Flow: Flow.Total }
        let exports = Find(values, total.Series with { Flow = Flow.Exports }, total.Period, total.Currency)
        let imports = Find(values, total.Series with { Flow = Flow.Imports }, total.Period, total.Currency)
        where exports is not null && imports is not null
        select Check("sum", $"sum:{Cell(total)}", total, total.Number, Sum([exports, imports]), [total, exports, imports]);

    private static IEnumerable<OracleRow> GrowthOfValues(OracleBook book, List<OracleCell> values) =>
        from growth in book.Cells
        where growth is { Method: "published", Measure: Measure.Growth } && Period.TryParse(growth.Against, out _)
        let value = Find(values, growth.Series, growth.Period, growth.Currency)
        let before = Find(values, growth.Series, Period.TryParse(growth.Against, out var period) ? period : default, growth.Currency)
        where value is not null && before is not null && Sign(before) == 0
        select Check("growth", $"growth:{Cell(growth)}:{growth.Against}", growth, growth.Number, Percent(value, before, less: 100), [growth, value, before]);

    private static IEnumerable<OracleRow> GrowthOfParts(OracleBook book) =>
        from growth in book.Cells
        where growth is { Method: "published", Measure: Measure.Growth, Series.Flow: Flow.Total } && Period.TryParse(growth.Against, out _)
        let now = Flows(book, growth, growth.Period, "published")
        let before = Flows(book, growth, Period.TryParse(growth.Against, out var period) ? period : default, "backcast")
        where now.Count == 2 && before.Count == 2
        select Check("growth", $"growth:{Cell(growth)}:parts", growth, growth.Number,
            Percent(now[0] with { Number = Sum(now) }, before[0] with { Number = Sum(before) }, less: 100), [growth, .. now, .. before]);

    private static IEnumerable<OracleRow> SharesOfValues(OracleBook book, List<OracleCell> values) =>
        from share in book.Cells
        where share is { Method: "published", Measure: Measure.Share }
        from part in values
        where part.Is(share.Series, share.Period, share.Currency ?? part.Currency)
        let whole = share.Against.Split('/')
        let all = Find(values, new(whole[0], whole[1], part.Series.Flow, whole[2]), part.Period, part.Currency)
        where all is not null && Sign(all) == 0
        select Check("share", $"share:{Cell(part)}:{share.Against}", part, share.Number, Percent(part, all, less: 0), [share, part, all]);

    private static IEnumerable<OracleRow> SeveralSources(OracleBook book) =>
        from cell in book.Cells
        where cell.Method == "published"
        let best = FigureOf(book, cell.Figures[0])
        from other in cell.Figures.Skip(1).Select(id => FigureOf(book, id))
        where other.Source != best.Source && other.Number.Qualifier != Qualifier.Forecast
        select Check("sources", $"sources:{best.Id}:{other.Id}", cell, OracleNumber.Of(other), OracleNumber.Of(best), []).With(("figures", $"{other.Id} {best.Id}"));

    private static IEnumerable<OracleRow> RatesOfSources(OracleBook book)
    {
        var rates = book.Rates().ToList();
        foreach (var (i, one) in rates.Index())
        {
            foreach (var other in rates.Skip(i + 1).Where(other => (other.From, other.To) == (one.From, one.To) && (other.Period.Contains(one.Period) || one.Period.Contains(other.Period))))
            {
                var amount = FigureOf(book, one.Figures[0]);
                yield return new OracleRow(new(amount.Reporter, amount.Partner, amount.Flow ?? Flow.Total, amount.Commodity), one.Period, one.To).With(
                    ("id", $"rate:{one.Figures[1]}:{other.Figures[1]}"), ("kind", "rate"), ("verdict", Verdict(one.Rate, other.Rate)),
                    ("expected", Math.Round(other.Rate.Number!.Value, 6)), ("low", OracleNumber.Down(other.Rate.Low, 1_000_000)), ("high", OracleNumber.Up(other.Rate.High, 1_000_000)),
                    ("actual", Math.Round(one.Rate.Number!.Value, 6)), ("figures", string.Join(' ', one.Figures.Union(other.Figures))));
            }
        }
    }

    private static IEnumerable<OracleRow> RatesOfCells(OracleBook book, List<OracleCell> values) =>
        from amount in book.Cells
        where amount is { Method: "published", Measure: Measure.Value }
        from to in book.Rates().Where(rate => rate.From == amount.Currency).Select(rate => rate.To).Distinct()
        let stated = Find(values, amount.Series, amount.Period, to)
        where stated is not null && !FigureOf(book, stated.Figures[0]).Conversion && FigureOf(book, stated.Figures[0]).Source != FigureOf(book, amount.Figures[0]).Source
        let found = book.Rate(FigureOf(book, amount.Figures[0]).Source, amount.Period, amount.Currency!, to)
        where found is not null
        let follows = amount.Number / found.Value.Rate
        select Check("rate", $"rate:{stated.Figures[0]}:{amount.Figures[0]}", stated, stated.Number,
                follows with { Number = follows.Number is { } number ? Math.Round(number, 2) : null, Low = OracleNumber.Down(follows.Low, 100), High = OracleNumber.Up(follows.High, 100) }, [])
            .With(("figures", string.Join(' ', new[] { stated.Figures[0], amount.Figures[0] }.Concat(found.Value.Figures).Distinct())));

    // Members in their group, provinces in their country, countries in the world, commodities in their parent.
    private static IEnumerable<OracleRow> Parts(List<OracleCell> values)
    {
        foreach (var whole in values.Where(value => value.Series.Flow != Flow.Balance))
        {
            var (series, period) = (whole.Series, whole.Period);
            foreach (var (name, isPart) in new (string, Func<Series, bool>)[]
            {
                ("reporters", part => part == series with { Reporter = part.Reporter } && IsBelow(part.Reporter, series.Reporter)),
                ("partners", part => part == series with { Partner = part.Partner } && IsBelow(part.Partner, series.Partner)),
                ("commodities", part => part == series with { Commodity = part.Commodity } && Contents.Seeds.Commodities.Any(one => one.Code == part.Commodity && one.Parent == series.Commodity)),
            })
            {
                var parts = values.Where(value => (value.Period, value.Currency) == (period, whole.Currency) && isPart(value.Series)).ToList();
                if (parts.Count == 0)
                    continue;
                var sum = Sum(parts);
                yield return Check("parts", $"parts:{Cell(whole)}:{name}", whole, new(sum.Number, sum.Low, null, Qualifier.AtLeast), whole.Number, [whole, .. parts])
                    .With(("expected", sum.Number), ("low", sum.Low), ("high", sum.High), ("actual", whole.Number.Number));
            }

            bool IsBelow(string part, string all) => part != all && (all == "WLD" ? Areas[part].Kind == AreaKind.Country : Areas[part].MemberOf.Any(member => member.Group == all) && IsWithin(part, all, period));
        }
    }

    // Behind all that are larger for certain; before all that are smaller for certain; who is not known can be either.
    private static IEnumerable<OracleRow> RanksOfValues(OracleBook book, List<OracleCell> values)
    {
        foreach (var rank in Ranks(book))
        {
            var of = rank.Of!.Split('=')[1];
            var rivals = Areas.Values.Where(area => area.Kind == AreaKind.Country && area.Code != rank.Partner && area.Code != of && IsWithin(area.Code, of, rank.Period)
                && !IsWithin(area.Code, rank.Partner, rank.Period) && !IsWithin(rank.Partner, area.Code, rank.Period)).Select(area => area.Code).ToHashSet();
            var ranges = new List<(OracleCell Own, List<OracleCell> Others, int Best, int Worst)>();
            foreach (var own in values.Where(value => value.Series == SeriesOf(rank) && value.Period == rank.Period))
            {
                var others = values.Where(value => value.Series == own.Series with { Partner = value.Series.Partner } && (value.Period, value.Currency) == (own.Period, own.Currency) && rivals.Contains(value.Series.Partner)).ToList();
                ranges.Add((own, others, 1 + others.Count(other => other.Number.Low > own.Number.High), 1 + rivals.Count - others.Count(other => other.Number.High < own.Number.Low)));
            }
            var (told, among, best, worst) = ranges.OrderBy(range => range.Worst - range.Best).FirstOrDefault();
            yield return new OracleRow(SeriesOf(rank), rank.Period, told?.Currency).With(
                ("id", $"rank:{rank.Id}"), ("kind", "rank"), ("actual", rank.Number.Number),
                ("expected", told is not null && best == worst ? (decimal)best : null), ("low", told is null ? null : (decimal)best), ("high", told is null ? null : (decimal)worst),
                ("verdict", told is null ? "undecided" : rank.Number.Number < best || rank.Number.Number > worst ? "fails" : best == worst ? "holds" : "undecided"),
                ("figures", string.Join(' ', new[] { rank.Id }.Concat(told?.Used ?? []).Concat((among ?? []).SelectMany(other => other.Used)).Distinct())));
        }
    }

    private static IEnumerable<OracleRow> SamePlaces(OracleBook book) =>
        from one in Ranks(book).Index()
        from other in Ranks(book).Skip(one.Index + 1)
        where (one.Item.Reporter, one.Item.Commodity, one.Item.Of, one.Item.Period, one.Item.Number.Number) == (other.Reporter, other.Commodity, other.Of, other.Period, other.Number.Number)
            && one.Item.Partner != other.Partner
        select new OracleRow(SeriesOf(one.Item), one.Item.Period, null).With(("id", $"rank:{one.Item.Id}:{other.Id}"), ("kind", "rank"), ("expected", other.Number.Number), ("low", other.Number.Low),
            ("high", other.Number.High), ("actual", one.Item.Number.Number), ("verdict", one.Item.Flow == other.Flow ? "fails" : "undecided"), ("figures", $"{one.Item.Id} {other.Id}"));

    private static OracleRow Check(string kind, string id, OracleCell claim, OracleNumber claimed, OracleNumber follows, IReadOnlyList<OracleCell> cells) => new OracleRow(claim.Series, claim.Period, claim.Currency).With(
        ("id", id), ("kind", kind), ("expected", follows.Number), ("low", follows.Low), ("high", follows.High), ("actual", claimed.Number), ("verdict", Verdict(claimed, follows)),
        ("figures", string.Join(' ', cells.SelectMany(cell => cell.Used).Distinct())));

    private static string Verdict(OracleNumber claimed, OracleNumber follows)
    {
        if (claimed.High < follows.Low || follows.High < claimed.Low)
            return "fails";
        if (claimed is { Low: null, High: null })
            return claimed.Number >= follows.Low && claimed.Number <= follows.High ? "holds" : "undecided";
        var isCertain = !(claimed.Low is not null && !(follows.Low >= claimed.Low)) && !(claimed.High is not null && !(follows.High <= claimed.High));
        var areBounded = claimed is { Low: not null, High: not null } && follows is { Low: not null, High: not null };
        return isCertain || areBounded ? "holds" : "undecided";
    }

    private static OracleNumber Sum(IReadOnlyList<OracleCell> cells)
    {
        var numbers = cells.Select(cell => cell.Number).ToList();
        if (numbers.Exists(number => number.Qualifier is not (Qualifier.Exact or Qualifier.AtLeast)))
            throw new NotSupportedException("The seeds had only sums of exact numbers and lower bounds when this was written.");
        var low = numbers.Sum(number => number.Low);
        return numbers.Exists(number => number.Qualifier == Qualifier.AtLeast)
            ? new(low, low, null, Qualifier.AtLeast)
            : new(numbers.Sum(number => number.Number), low, numbers.Sum(number => number.High), Qualifier.Exact);
    }

    private static List<OracleCell> Flows(OracleBook book, OracleCell total, Period period, string method) =>
        [.. new[] { Flow.Exports, Flow.Imports }.Select(flow => book.Cells.SingleOrDefault(cell => cell.Method == method && cell.Is(total.Series with { Flow = flow }, period, total.Currency))).OfType<OracleCell>()];

    private static List<Figure> Ranks(OracleBook book) =>
        [.. book.Figures.Where(figure => figure is { Measure: Measure.Rank, Indicator: "goods-trade", Entity: null, Flow: not null } && figure.Of?.StartsWith("partner=", StringComparison.Ordinal) == true)];

    private static Series SeriesOf(Figure figure) => new(figure.Reporter, figure.Partner, figure.Flow!.Value, figure.Commodity);

    private static Figure FigureOf(OracleBook book, string id) => book.Figures.Single(figure => figure.Id == id);

    private static string Cell(OracleCell cell) => $"{cell.Series.Reporter}:{cell.Series.Partner}:{Words<Flow>.Of(cell.Series.Flow)}:{cell.Series.Commodity}:{cell.Period}:{cell.Currency}";
}
