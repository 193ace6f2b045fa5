using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Finds out which filter of a question leaves nothing, and what there is instead.</summary>
public static class Emptiness
{
    /// <summary>
    /// The first filter at which nothing is left when they are applied one after the other (reporter, partner, flow, commodity, period, frequency, currency, from, to, then those
    /// that only some lists have), as the question would spell it, and the values that this parameter would find there; null where something is left throughout.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="isAnyAsync">Whether there is anything for a question.</param>
    /// <param name="thereAsync">What there is for a question: parameters, each with a value that it finds.</param>
    public static async Task<(string Filter, IReadOnlyList<string> Instead)?> FindAsync(
        Question question, Func<Question, Task<bool>> isAnyAsync, Func<Question, Task<IEnumerable<(string Parameter, string Value)>>> thereAsync)
    {
        var kept = new Question { Noun = question.Noun, Dataset = question.Dataset, Derived = question.Derived, Convert = question.Convert, AsOf = question.AsOf };
        foreach (var (name, values, apply, leave) in Steps(question).Where(step => step.Values.Length > 0))
        {
            var before = kept;
            kept = apply(kept);
            if (await isAnyAsync(kept))
                continue;
            var parameter = name is "from" or "to" ? "period" : name;
            var instead = Instead(await thereAsync(leave(question)));
            return ($"{name}={values}", instead.Count > 0 ? instead : Instead(await thereAsync(before)));

            IReadOnlyList<string> Instead(IEnumerable<(string Parameter, string Value)> there) => [.. there.Where(one => one.Parameter == parameter).Select(one => one.Value)];
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
        ("measure", string.Join(',', question.Measures.Select(Words<Measure>.Of)), kept => kept with { Measures = question.Measures }, asked => asked with { Measures = [] }),
        ("indicator", string.Join(',', question.Indicators), kept => kept with { Indicators = question.Indicators }, asked => asked with { Indicators = [] }),
        ("source", string.Join(',', question.Sources), kept => kept with { Sources = question.Sources }, asked => asked with { Sources = [] }),
        ("kind", string.Join(',', question.Kinds.Select(Words<CheckKind>.Of)), kept => kept with { Kinds = question.Kinds }, asked => asked with { Kinds = [] }),
        ("verdict", string.Join(',', question.Verdicts.Select(Words<Verdict>.Of)), kept => kept with { Verdicts = question.Verdicts }, asked => asked with { Verdicts = [] }),
    ];
}
