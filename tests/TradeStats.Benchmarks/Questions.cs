using Npgsql;
using TradeStats.Store;

namespace TradeStats.Benchmarks;

/// <summary>
/// Lists of questions about the dataset, one a line, each for another cell as long as there are some.
/// </summary>
internal static class Questions
{
    private const string Fields = "fields=period,value,low,high,qualifier,method";

    /// <summary>Writes a file for each kind.</summary>
    public static async Task WriteAsync(Database database, string folder, int count)
    {
        Directory.CreateDirectory(folder);
        await using var connection = await database.Primary.OpenConnectionAsync();
        var slot = await DatasetSlot.FindAsync(connection, Fill.Dataset, CancellationToken.None);
        if (slot.IsNew)
            throw new BenchmarkException("There is no dataset bench: fill it first.");
        var parts = await SeriesAsync(connection, slot, "commodity <> 'TOTAL'", count);
        var all = await SeriesAsync(connection, slot, "commodity = 'TOTAL'", count);
        Write("series", parts, key => $"/v1/totals?dataset={Fill.Dataset}&{key}&{Fields}");
        Write("series-all-fields", parts, key => $"/v1/totals?dataset={Fill.Dataset}&{key}");
        Write("series-raw", parts, key => $"/raw/series?{key}");
        Write("series-by-model-raw", parts, key => $"/raw/series-by-model?{key}");
        Write("series-annual", all, key => $"/v1/totals?dataset={Fill.Dataset}&{key}&frequency=annual&{Fields}");
        Write("growth", parts, key => $"/v1/growth?dataset={Fill.Dataset}&{key}&fields=period,growthPercent,value,baseValue");
        Write("growth-raw", parts, key => $"/raw/growth?{key}");
        Write("share", parts, key => $"/v1/shares?dataset={Fill.Dataset}&{key}&fields=period,sharePercent,value,ofValue");
        Write("share-raw", parts, key => $"/raw/share?{key}");
        Write("group", [.. parts.Select(series => series with { Partner = "ASEAN" })], key => $"/v1/totals?dataset={Fill.Dataset}&{key}&{Fields}");
        Write("year", all, key => $"/v1/totals?dataset={Fill.Dataset}&{key}&period={Shape.LastYear}&{Fields}");
        Write("quarter", all, key => $"/v1/totals?dataset={Fill.Dataset}&{key}&period={Shape.LastYear}-Q1&{Fields}");

        void Write(string name, IReadOnlyList<Trade.Series> series, Func<string, string> path) => File.WriteAllLines(
            Path.Combine(folder, name + ".txt"),
            Enumerable.Range(0, count).Select(place => path(Key(series[place % series.Count]))));
    }

    private static string Key(Trade.Series series) =>
        $"reporter={series.Reporter}&partner={series.Partner}&flow={Trade.Words<Trade.Flow>.Of(series.Flow)}&commodity={series.Commodity}";

    private static async Task<IReadOnlyList<Trade.Series>> SeriesAsync(NpgsqlConnection connection, DatasetSlot slot, string condition, int count)
    {
        // One row in a series is enough to find it by: of a large table some pages are read, all over it.
        await using var command = new NpgsqlCommand(
            $"select reporter, partner, flow, commodity from (select distinct reporter, partner, flow, commodity from {slot.Table} "
            + "tablesample system ((select least(100, 100.0 * 2 * $1 / greatest(relpages, 1)) from pg_class where oid = to_regclass($2))) repeatable (1) "
            + $"where {condition} and partner not in ('WLD', 'ASEAN')) found order by md5(reporter || partner || flow || commodity) limit $1", connection)
        { CommandTimeout = 0 };
        command.Parameters.AddRange(new NpgsqlParameter[] { new NpgsqlParameter<int> { TypedValue = count }, new NpgsqlParameter<string> { TypedValue = slot.Table } });
        var series = new List<Trade.Series>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            series.Add(new(reader.GetString(0), reader.GetString(1), (Trade.Flow)reader.GetInt16(2), reader.GetString(3)));
        return series.Count > 0 ? series : throw new BenchmarkException($"The dataset bench has nothing with {condition}: fill it with a million rows or more.");
    }
}
