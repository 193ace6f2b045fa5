using TradeStats.Trade;

namespace TradeStats.Tests.Http;

/// <summary>A question made of values that the seeds hold, and of some that they do not.</summary>
internal sealed record RandomQuestion(string Noun, IReadOnlyDictionary<string, IReadOnlyList<string>> Filters, bool IsLatest)
{
    private static readonly IReadOnlyList<Figure> Figures = [.. Contents.Seeds.Figures.Where(figure => figure is { Entity: null, Flow: not null })];

    private static readonly string[] Odd = ["SG", "RCEP", "CN-HI", "IN"];

    /// <summary>The path and query.</summary>
    public string Path =>
        $"/v1/{Noun}?limit=10000" + string.Concat(Filters.Select(filter => $"&{filter.Key}={string.Join(',', filter.Value.Select(Uri.EscapeDataString))}")) + (IsLatest ? "&period=latest" : "");

    /// <summary>The values of a filter; none where it is not asked for.</summary>
    public IReadOnlyList<string> this[string filter] => Filters.GetValueOrDefault(filter) ?? [];

    /// <summary>The only value of a filter; null where it is not asked for.</summary>
    public string? One(string filter) => this[filter] is [var only] ? only : null;

    public override string ToString() => Path;

    /// <summary>The same questions on every run, with some filters more than the noun's own.</summary>
    public static IEnumerable<RandomQuestion> Many(string noun, int count, params string[] more)
    {
        var random = new Random(20_251_026);
        for (var i = 0; i < count; i++)
        {
            var question = noun is "rankings" ? NewRanking(random) : New(noun, random);
            yield return more.Aggregate(question, (asked, filter) => asked.With(filter, random));
        }
    }

    private RandomQuestion With(string filter, Random random)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>(Filters);
        switch (filter)
        {
            case "convert":
                filters.Remove("currency");
                filters["convert"] = [random.Next(3) == 0 ? "CNY" : "USD"];
                break;
            case "base":
                filters["base"] = [One(random, "2000", "2012", "2017", "2021", "2022", "2023", "2024", "2024-01/2024-08", "2024-Q1", "2025-01/2025-02")];
                break;
            case "asOf":
                filters["asOf"] = [One(random, "2023-12-30", "2023-12-31", "2025-04-14", "2025-04-30", "2025-05-01", "2025-05-31", "2025-09-08", "2025-12-31", "2026-01-13")];
                break;
            case "kind" or "verdict":
                if (random.Next(2) == 0)
                    filters[filter] = [.. Enumerable.Range(0, 3).Select(_ => One(random, [.. filter == "kind" ? Words<CheckKind>.All : Words<Verdict>.All])).Distinct()];
                break;
            default:
                filters[filter] = ["true"];
                break;
        }
        return this with { Filters = filters };
    }

    private static RandomQuestion NewRanking(Random random)
    {
        var near = Figures[random.Next(Figures.Count)];
        var by = One(random, "partner", "partner", "reporter", "commodity");
        var filters = new Dictionary<string, IReadOnlyList<string>> { ["by"] = [by], ["top"] = [One(random, "1", "2", "3", "10", "1000")] };
        foreach (var (dimension, code, other) in new (string, string, Func<Figure, string>)[]
            { ("reporter", near.Reporter, figure => figure.Reporter), ("partner", near.Partner, figure => figure.Partner), ("commodity", near.Commodity, figure => figure.Commodity) })
        {
            if (dimension != by)
                filters[dimension] = [code];
            else if (random.Next(2) == 0)
                filters[dimension] = [.. Enumerable.Range(0, 6).Select(_ => other(Figures[random.Next(Figures.Count)])).Append(code).Distinct()];
        }
        if (random.Next(3) == 0)
            filters["flow"] = [Words<Flow>.Of(near.Flow!.Value)];
        if (random.Next(3) == 0)
            filters["currency"] = [near.Currency ?? "USD"];
        if (random.Next(2) == 0)
            filters["period"] = [near.Period.ToString()];
        if (random.Next(2) == 0)
            filters["ofPartner"] = [One(random, "ASEAN", "WLD", "VN")];
        return new("rankings", filters, !filters.ContainsKey("period") && random.Next(2) == 0);
    }

    private static string One(Random random, params string[] values) => values[random.Next(values.Length)];

    private static RandomQuestion New(string noun, Random random)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>();
        // A figure to ask about, so that most questions have an answer.
        var near = Figures[random.Next(Figures.Count)];
        Maybe(0.5, "reporter", near.Reporter, figure => figure.Reporter);
        Maybe(0.6, "partner", near.Partner, figure => figure.Partner);
        Maybe(0.3, "flow", Words<Flow>.Of(near.Flow!.Value), _ => Words<Flow>.All[random.Next(4)]);
        Maybe(noun is "figures" or "checks" ? 0.2 : 0.5, "commodity", near.Commodity, figure => figure.Commodity);
        Maybe(0.3, "currency", near.Currency ?? "USD", figure => figure.Currency ?? "EUR");
        Maybe(0.2, "frequency", Words<Frequency>.Of(near.Period.Frequency), figure => Words<Frequency>.Of(figure.Period.Frequency));
        var latest = random.NextDouble() < 0.15;
        if (!latest && random.NextDouble() < 0.4)
            filters["period"] = Values(near.Period.ToString(), figure => figure.Period.ToString());
        else if (random.NextDouble() < 0.3)
            filters[random.Next(2) == 0 ? "from" : "to"] = [near.Period.ToString()];
        if (noun == "shares")
        {
            Of(0.1, "ofReporter", ["CN", "WLD", "ASEAN"]);
            Of(0.6, "ofPartner", ["ASEAN", "WLD", "VN", "RCEP"]);
            Of(0.2, "ofCommodity", ["TOTAL", "agricultural-products"]);
        }
        if (noun == "figures")
        {
            Maybe(0.3, "measure", Words<Measure>.Of(near.Measure), figure => Words<Measure>.Of(figure.Measure));
            Maybe(0.2, "indicator", near.Indicator, figure => figure.Indicator);
            Maybe(0.2, "source", near.Source, figure => figure.Source);
        }
        return new(noun, filters, latest);

        void Maybe(double chance, string filter, string value, Func<Figure, string> other)
        {
            if (random.NextDouble() < chance)
                filters[filter] = Values(value, other);
        }

        void Of(double chance, string filter, string[] values)
        {
            if (random.NextDouble() < chance)
                filters[filter] = [values[random.Next(values.Length)]];
        }

        IReadOnlyList<string> Values(string value, Func<Figure, string> other)
        {
            var values = new List<string> { value };
            while (random.NextDouble() < 0.4)
                values.Add(other(Figures[random.Next(Figures.Count)]));
            if (filters.Count < 2 && noun != "figures" && Contents.Seeds.Areas.Any(area => area.Code == value) && random.NextDouble() < 0.1)
                values.Add(Odd[random.Next(Odd.Length)]);
            return [.. values.Distinct()];
        }
    }
}
