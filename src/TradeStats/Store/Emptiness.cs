using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Finds out which filter of a question leaves nothing, and what there is instead.</summary>
public static class Emptiness
{
    /// <summary>
    /// The first filter at which nothing is left when they are applied one after the other (reporter, partner, flow, commodity, period, frequency, currency, from, to),
    /// as the question would spell it, and the values that this parameter would find there; null where something is left throughout.
    /// </summary>
    public static async Task<(string Filter, IReadOnlyList<string> Instead)?> FindAsync(
        Database database, Question question, Dataset dataset, IReadOnlyList<Measure> measures, CancellationToken cancellation)
    {
        var kept = new Question { Noun = question.Noun, Dataset = question.Dataset, Derived = question.Derived, Convert = question.Convert, AsOf = question.AsOf };
        foreach (var (name, values, apply, leave) in Steps(question).Where(step => step.Values.Length > 0))
        {
            var before = kept;
            kept = apply(kept);
            if (await Availabilities.IsAnyAsync(database, kept, dataset, measures, cancellation))
                continue;
            var (_, there) = await Availabilities.ReadAsync(database, leave(question), dataset, measures, cancellation);
            if (there.Count == 0)
                (_, there) = await Availabilities.ReadAsync(database, before, dataset, measures, cancellation);
            var dimension = name is "from" or "to" ? "period" : name;
            return ($"{name}={values}", [.. there.Where(value => value.Dimension == dimension).Select(value => value.Code)]);
        }
        return null;
    }

    private static IEnumerable<(string Name, string Values, Func<Question, Question> Apply, Func<Question, Question> Leave)> Steps(Question question) =>
    [
        ("reporter", string.Join(',', question.Reporters), kept => kept with { Reporters = question.Reporters }, asked => asked with { Reporters = [] }),
        ("partner", string.Join(',', question.Partners), kept => kept with { Partners = question.Partners }, asked => asked with { Partners = [] }),
        ("flow", string.Join(',', question.Flows.Select(Words<Flow>.Of)), kept => kept with { Flows = question.Flows }, asked => asked with { Flows = [] }),
        ("commodity", string.Join(',', question.Commodities), kept => kept with { Commodities = question.Commodities }, asked => asked with { Commodities = [] }),
        ("period", string.Join(',', question.Periods), kept => kept with { Periods = question.Periods }, asked => asked with { Periods = [] }),
        ("frequency", string.Join(',', question.Frequencies.Select(Words<Frequency>.Of)), kept => kept with { Frequencies = question.Frequencies }, asked => asked with { Frequencies = [] }),
        ("currency", string.Join(',', question.Currencies), kept => kept with { Currencies = question.Currencies }, asked => asked with { Currencies = [] }),
        ("from", question.From?.ToString() ?? "", kept => kept with { From = question.From }, asked => asked with { From = null }),
        ("to", question.To?.ToString() ?? "", kept => kept with { To = question.To }, asked => asked with { To = null }),
    ];
}
