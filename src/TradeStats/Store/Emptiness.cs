using NpgsqlTypes;
using TradeStats.Queries;

namespace TradeStats.Store;

/// <summary>Finds out which filter of a question leaves nothing.</summary>
public static class Emptiness
{
    /// <summary>
    /// The first filter, as the question would spell it, at which nothing is left when they are applied one after the other
    /// (reporter, partner, flow, commodity, period, frequency, currency, from, to); null where something is left throughout.
    /// </summary>
    public static async Task<string?> FindAsync(Database database, Question question, CancellationToken cancellation)
    {
        var kept = new Question { Noun = question.Noun, Dataset = question.Dataset };
        foreach (var (apply, name) in Steps(question).Where(step => !step.Name.EndsWith('=')))
        {
            kept = apply(kept);
            var conditions = new Conditions().AddKey(kept).AddTime(kept, kept.Periods);
            await using var command = database.Connections.CreateCommand(
                $"select exists(select from {TradeContext.Schema}.observation o join {TradeContext.Schema}.dataset d on o.dataset = d.id where true{conditions.Sql} and d.name = {conditions.Bind(question.Dataset, NpgsqlDbType.Text)})");
            command.Parameters.AddRange(conditions.Parameters.ToArray());
            if (await command.ExecuteScalarAsync(cancellation) is false)
                return name;
        }
        return null;
    }

    private static IEnumerable<(Func<Question, Question> Apply, string Name)> Steps(Question question)
    {
        yield return (kept => kept with { Reporters = question.Reporters }, $"reporter={string.Join(',', question.Reporters)}");
        yield return (kept => kept with { Partners = question.Partners }, $"partner={string.Join(',', question.Partners)}");
        yield return (kept => kept with { Flows = question.Flows }, $"flow={string.Join(',', question.Flows.Select(Trade.Words<Trade.Flow>.Of))}");
        yield return (kept => kept with { Commodities = question.Commodities }, $"commodity={string.Join(',', question.Commodities)}");
        yield return (kept => kept with { Periods = question.Periods }, $"period={string.Join(',', question.Periods)}");
        yield return (kept => kept with { Frequencies = question.Frequencies }, $"frequency={string.Join(',', question.Frequencies.Select(Trade.Words<Trade.Frequency>.Of))}");
        yield return (kept => kept with { Currencies = question.Currencies }, $"currency={string.Join(',', question.Currencies)}");
        yield return (kept => kept with { From = question.From }, $"from={question.From}");
        yield return (kept => kept with { To = question.To }, $"to={question.To}");
    }
}
