using TradeStats.Queries;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>A checked question and what it takes to answer it.</summary>
/// <param name="Question">The question.</param>
/// <param name="Catalogue">The code lists that it was checked against.</param>
/// <param name="Database">Where the answer is.</param>
/// <param name="Cancellation">Ends the work when nobody waits for it.</param>
/// <param name="Most">The rows in their default order that the answer needs, one of them to see whether there are more; null where it needs all.</param>
public sealed record Ask(Question Question, Catalogue Catalogue, Database Database, CancellationToken Cancellation, int? Most = null)
{
    /// <summary>The dataset that is asked.</summary>
    public Dataset Dataset => Catalogue.FindDataset(Question.Dataset)!;
}

/// <summary>The rows that answer a question, in their default order from the question's cursor or before it.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Dataset">The dataset that the rows come from; null for lists that belong to none.</param>
/// <param name="Version">The version that the rows come from.</param>
/// <param name="Rows">The rows, once.</param>
/// <param name="Reading">What is to be closed when the rows are read; null where nothing is open.</param>
public sealed record Answer<T>(string? Dataset, string Version, IAsyncEnumerable<T> Rows, IAsyncDisposable? Reading = null) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Reading?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>One list of the API: how it is asked, what its rows are, where they come from.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Table">The rows.</param>
/// <param name="Parameters">What it takes beside what every list takes.</param>
/// <param name="Summary">What it answers, in a few words.</param>
/// <param name="Description">What it answers, in full.</param>
/// <param name="Examples">The query that the documentation runs, as names and values; it answers with data.</param>
/// <param name="AnswerAsync">Answers a question.</param>
/// <param name="More">Further questions that the documentation links to, each with what it shows; they answer with data.</param>
public sealed record ListEndpoint<T>(
    Representations.Table<T> Table,
    IReadOnlyList<Parameter> Parameters,
    string Summary,
    string Description,
    IReadOnlyDictionary<string, string> Examples,
    Func<Ask, Task<Answer<T>>> AnswerAsync,
    IReadOnlyList<(string Query, string Shows)>? More = null)
{
    /// <summary>The measures of the observations that its rows tell; empty where they tell none.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>A question with what the list takes for granted where it says nothing.</summary>
    public Func<Question, Question> Effective { get; init; } = static question => question;

    /// <summary>Why there may be no row although there are observations under the filters; null where that cannot be.</summary>
    public string? Unanswered { get; init; }

    /// <summary>How it is asked.</summary>
    public Grammar Grammar { get; } = new(Table.Noun, [.. Parameters, .. Parameter.OfEveryList], [.. Table.Columns.Select(column => column.Name)], Table.Key.Count);
}
