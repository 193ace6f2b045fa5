namespace TradeStats.Http;

/// <summary>Rows that come in order, taken together by what they share.</summary>
internal static class Groups
{
    /// <summary>What follows from each run of neighbours with the same key; only one run is in memory at a time.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="key">What neighbours share.</param>
    /// <param name="follow">What follows from a run; the list is that of the next run too, so it is not to be held.</param>
    public static async IAsyncEnumerable<TFollowing> FromEach<T, TKey, TFollowing>(IAsyncEnumerable<T> rows, Func<T, TKey> key, Func<IReadOnlyList<T>, IEnumerable<TFollowing>> follow)
    {
        var run = new List<T>();
        await foreach (var row in rows)
        {
            if (run.Count > 0 && !EqualityComparer<TKey>.Default.Equals(key(run[0]), key(row)))
            {
                foreach (var following in follow(run))
                    yield return following;
                run.Clear();
            }
            run.Add(row);
        }
        if (run.Count > 0)
        {
            foreach (var following in follow(run))
                yield return following;
        }
    }
}
