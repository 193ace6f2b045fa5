namespace TradeStats.Http;

/// <summary>Rows that come in order, taken together by what they share.</summary>
internal static class Groups
{
    /// <summary>Each run of neighbours with the same key, as one list; only one run is in memory at a time.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> Adjacent<T, TKey>(IAsyncEnumerable<T> rows, Func<T, TKey> key)
    {
        var run = new List<T>();
        await foreach (var row in rows)
        {
            if (run.Count > 0 && !EqualityComparer<TKey>.Default.Equals(key(run[0]), key(row)))
            {
                yield return run;
                run = [];
            }
            run.Add(row);
        }
        if (run.Count > 0)
            yield return run;
    }
}
