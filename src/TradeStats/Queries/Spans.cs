using TradeStats.Trade;

namespace TradeStats.Queries;

/// <summary>A longer period that is added up from its months where the dataset has no value for it.</summary>
/// <param name="Period">The period, of two months or more.</param>
/// <param name="IsNamed">Whether the question names the period itself: then it is answered even where months are missing, and says which. Else it came with a frequency.</param>
public readonly record struct Span(Period Period, bool IsNamed);

/// <summary>The longer periods of a question.</summary>
public static class Spans
{
    /// <summary>
    /// The periods that a question names, and those of the frequencies that it names, as far as the dataset has months; none where it names neither, because
    /// then it asks for what there is.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="periods">The periods wanted; empty for any.</param>
    /// <param name="dataset">The dataset that is asked.</param>
    /// <param name="andBase">Whether the periods that growth is measured from are wanted too.</param>
    public static IReadOnlyList<Span> Of(Question question, IReadOnlyList<Period> periods, Dataset dataset, bool andBase = false)
    {
        if (!dataset.Frequencies.Contains(Frequency.Monthly) || dataset is not { FirstPeriod: { } first, LastPeriod: { } last })
            return [];
        var wanted = periods.Where(period => (question.Frequencies.Count == 0 || question.Frequencies.Contains(period.Frequency))
            && period.Start >= (question.From?.Start ?? 0) && period.End <= (question.To?.End ?? int.MaxValue)).ToList();
        var named = wanted.Concat(!andBase ? [] : question.Base is { } one ? [one] : wanted.Select(period => period.YearEarlier))
            .Where(period => period.Months > 1).Distinct().Select(period => new Span(period, IsNamed: true));
        if (periods.Count > 0 || question.Frequencies.Count == 0)
            return [.. named];
        var from = Math.Max(first.Start, (question.From?.Start ?? 0) - (andBase ? 12 : 0));
        var until = Math.Min(last.End, andBase ? int.MaxValue : question.To?.End ?? int.MaxValue);
        var inYears = Enumerable.Range(from / 12, Math.Max(0, ((until + 11) / 12) - (from / 12))).SelectMany(year => question.Frequencies.SelectMany(frequency => InYear(year, frequency)));
        return [.. inYears.Where(period => period.Start >= from && period.End <= until).Select(period => new Span(period, IsNamed: false)).Concat(named).DistinctBy(span => span.Period)];
    }

    private static IEnumerable<Period> InYear(int year, Frequency frequency) => frequency switch
    {
        Frequency.Annual => [Period.OfYear(year)],
        Frequency.Quarterly => Enumerable.Range(0, 4).Select(quarter => new Period((year * 12) + (3 * quarter), 3)),
        Frequency.YearToDate => Enumerable.Range(2, 10).Where(months => months is not 3).Select(months => new Period(year * 12, months)),
        _ => [],
    };
}
