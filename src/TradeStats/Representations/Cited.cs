using System.Runtime.CompilerServices;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>The rows of a selection as they pass, counted, and the sources behind them.</summary>
/// <typeparam name="T">The row.</typeparam>
internal sealed class Cited<T>(Selection<T> selection)
{
    // The catalogue gives the same object for the same source.
    private readonly HashSet<Source> _known = new(ReferenceEqualityComparer.Instance);
    private readonly List<Source> _sources = [];

    /// <summary>The rows that have passed.</summary>
    public long Count { get; private set; }

    /// <summary>The sources of the figures behind the rows that have passed, in the order of their first row; none where rows have no figures.</summary>
    public IReadOnlyList<Source> Sources => _sources;

    /// <summary>The rows, once.</summary>
    public async IAsyncEnumerable<T> RowsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var row in selection.Rows.WithCancellation(cancellation))
        {
            Count++;
            if (selection.Table.FiguresOf(row) is { Count: > 0 } figures)
                _sources.AddRange(selection.Catalogue.SourcesOf(figures).Where(_known.Add));
            yield return row;
        }
    }
}
