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
        IReadOnlyList<Available> before = [];
        foreach (var (name, values, apply) in Steps(question).Where(step => step.Values.Length > 0))
        {
            kept = apply(kept);
            var (_, there) = await Availabilities.ReadAsync(database, kept, dataset, measures, cancellation);
            if (there.Count == 0)
            {
                if (before.Count == 0)
                    (_, before) = await Availabilities.ReadAsync(database, new() { Noun = question.Noun, Dataset = question.Dataset, Derived = question.Derived, AsOf = question.AsOf }, dataset, measures, cancellation);
                var dimension = name is "from" or "to" ? "period" : name;
                return ($"{name}={values}", [.. before.Where(value => value.Dimension == dimension).Select(value => value.Code)]);
            }
            before = there;
        }
        return null;
    }

    private static IEnumerable<(string Name, string Values, Func<Question, Question> Apply)> Steps(Question question) =>
    [
        ("reporter", string.Join(',', question.Reporters), kept => kept with { Reporters = question.Reporters }),
        ("partner", string.Join(',', question.Partners), kept => kept with { Partners = question.Partners }),
        ("flow", string.Join(',', question.Flows.Select(Words<Flow>.Of)), kept => kept with { Flows = question.Flows }),
        ("commodity", string.Join(',', question.Commodities), kept => kept with { Commodities = question.Commodities }),
        ("period", string.Join(',', question.Periods), kept => kept with { Periods = question.Periods }),
        ("frequency", string.Join(',', question.Frequencies.Select(Words<Frequency>.Of)), kept => kept with { Frequencies = question.Frequencies }),
        ("currency", string.Join(',', question.Currencies), kept => kept with { Currencies = question.Currencies }),
        ("from", question.From?.ToString() ?? "", kept => kept with { From = question.From }),
        ("to", question.To?.ToString() ?? "", kept => kept with { To = question.To }),
    ];
}
