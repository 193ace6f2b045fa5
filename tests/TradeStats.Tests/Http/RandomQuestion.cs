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

    /// <summary>The same questions on every run.</summary>
    public static IEnumerable<RandomQuestion> Many(string noun, int count)
    {
        var random = new Random(20_251_026);
        for (var i = 0; i < count; i++)
            yield return New(noun, random);
    }

    private static RandomQuestion New(string noun, Random random)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>();
        // A figure to ask about, so that most questions have an answer.
        var near = Figures[random.Next(Figures.Count)];
        Maybe(0.5, "reporter", near.Reporter, figure => figure.Reporter);
        Maybe(0.6, "partner", near.Partner, figure => figure.Partner);
        Maybe(0.3, "flow", Words<Flow>.Of(near.Flow!.Value), _ => Words<Flow>.All[random.Next(4)]);
        Maybe(noun == "figures" ? 0.2 : 0.5, "commodity", near.Commodity, figure => figure.Commodity);
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
