using System.Diagnostics;
using Npgsql;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats.Benchmarks;

/// <summary>Makes the dataset that is measured, within the database: each reporter in one statement, in the order of the key, which comes last.</summary>
internal static class Fill
{
    /// <summary>The name of the dataset.</summary>
    public const string Dataset = "bench";

    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(5);

    // Values with cents that do not end in zero, as a table that gives cents has them: equal bounds. OFFSET 0 keeps
    // PostgreSQL from working each of them out three times.
    private static string Rows(DatasetSlot slot) => $"""
        insert into {slot.Table} (dataset, reporter, partner, flow, commodity, period_start, period_months, currency, measure, against, number, low, high, qualifier,
            method, disputed, sum_of, parts, known_from, state)
        select $1, $2, c.partner, f.flow, c.commodity, t.start, t.months, 'USD', 1, '', v.number, v.number, v.number, 1,
            case when f.flow < 3 and c.partner <> 'ASEAN' then 1 else 2 end, false,
            case when f.flow > 2 then 1 when c.partner = 'ASEAN' then 2 end, case when f.flow > 2 then 2 when c.partner = 'ASEAN' then 10 end, '-infinity',
            case when f.flow < 3 and c.partner <> 'ASEAN' then {StateOf(Method.Published, hasMore: false)} else {StateOf(Method.Computed, hasMore: true)} end
        from unnest($3, $4) with ordinality c (partner, commodity, place)
        cross join (values (1), (2), (3), (4)) f (flow)
        cross join lateral (select year * 12 as start, 12 as months from generate_series($5, $6) year
            union all select $6 * 12 + month, 1 from generate_series(0, 11) month where c.commodity = 'TOTAL') t
        cross join lateral (select case c.partner when 'WLD' then 10000 when 'ASEAN' then 1000 else 100 end * case c.commodity when 'TOTAL' then 100 else 1 end
            * (100 + 4 * (t.start / 12 - $5)) * t.months::bigint as size) s
        cross join lateral (select s.size * (900 + (hashint8extended(c.place, $7 + t.start) & 255)) / 7 as x, s.size * (900 + (hashint8extended(c.place, $7 - t.start) & 255)) / 7 as m) a
        cross join lateral (select (100 * a.x + 11 + 11 * (a.x % 8)) * 0.01 as x, (100 * a.m + 11 + 11 * (a.m % 8)) * 0.01 as m) p
        cross join lateral (select trim_scale(case f.flow when 1 then p.x when 2 then p.m when 3 then p.x + p.m else p.x - p.m end) as number offset 0) v
        order by c.partner collate "C", f.flow, c.commodity collate "C", t.start, t.months
        """;

    private static short StateOf(Method method, bool hasMore) => SentObservation.StateOf(new(1, 1, 1, Qualifier.Exact), method, isDisputed: false, hasMore);

    /// <summary>Makes the dataset, in place of the one that there is; services that run see it when it is whole.</summary>
    public static async Task RunAsync(Database database, Shape shape)
    {
        var watch = Stopwatch.StartNew();
        await using var connection = await database.Primary.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "set local work_mem = '256MB'; set local maintenance_work_mem = '512MB'; set local jit = off");
        await RemoveAsync(connection);
        var slot = await DatasetSlot.FindAsync(connection, Dataset, CancellationToken.None);
        await RunAsync(
            connection,
            $"insert into {TradeContext.Schema}.dataset (id, name, title, version, loaded, observation_count, figure_count, first_period, last_period, frequencies, currencies, licence) "
            + $"values ($1, '{Dataset}', 'Made-up numbers to measure with', $2, now(), 0, 0, '{Shape.FirstYear}', '{Shape.LastYear}', array[1, 3], array['USD'], 'free')",
            slot.Id, shape.Version);
        await slot.OpenAsync(connection, CancellationToken.None);
        var count = await InsertAsync(connection, slot, shape, watch);
        Tell(watch, $"{count:N0} rows; now the key");
        await slot.CloseAsync(connection, CancellationToken.None);
        await RunAsync(connection, Holdings.Count(slot));
        await RunAsync(connection, $"update {TradeContext.Schema}.dataset set observation_count = $2 where id = $1", slot.Id, count);
        await RunAsync(
            connection,
            $"insert into {TradeContext.Schema}.commodity (dataset, code, name, classification, parent) "
            + "select $1, code, 'HS ' || code, 'HS', case when length(code) = 4 then left(code, 2) else 'TOTAL' end from unnest($2) code union all select $1, 'TOTAL', 'All goods', 'HS', null",
            slot.Id, shape.Parts.ToArray());
        await RunAsync(connection, $"select pg_notify('{Database.Channel}', '{Dataset}')");
        await transaction.CommitAsync();
        // What a server does by and by is done before anything is measured.
        await RunAsync(connection, $"vacuum (analyze) {slot.Table}, {TradeContext.Schema}.holding, {TradeContext.Schema}.pair, {TradeContext.Schema}.dataset");
        await RunAsync(connection, "checkpoint");
        Tell(watch, $"{count:N0} rows in {slot.Table}, ready");
    }

    private static async Task RemoveAsync(NpgsqlConnection connection)
    {
        var old = await DatasetSlot.FindAsync(connection, Dataset, CancellationToken.None);
        if (old.IsNew)
            return;
        await RunAsync(connection, $"drop table {old.Table}");
        await RunAsync(connection, $"delete from {TradeContext.Schema}.commodity where dataset = $1", old.Id);
        await RunAsync(connection, $"delete from {TradeContext.Schema}.dataset where id = $1", old.Id);
    }

    private static async Task<long> InsertAsync(NpgsqlConnection connection, DatasetSlot slot, Shape shape, Stopwatch watch)
    {
        var (count, told) = (0L, TimeSpan.Zero);
        await using var insert = new NpgsqlCommand(Rows(slot), connection) { CommandTimeout = 0 };
        var reporter = new NpgsqlParameter<string>();
        var seed = new NpgsqlParameter<long>();
        insert.Parameters.AddRange(new NpgsqlParameter[]
        {
            new NpgsqlParameter<short> { TypedValue = slot.Id }, reporter,
            new NpgsqlParameter<string[]> { TypedValue = [.. shape.Cells.Select(cell => cell.Partner)] }, new NpgsqlParameter<string[]> { TypedValue = [.. shape.Cells.Select(cell => cell.Commodity)] },
            new NpgsqlParameter<int> { TypedValue = Shape.FirstYear }, new NpgsqlParameter<int> { TypedValue = Shape.LastYear }, seed,
        });
        for (var place = 0; place < shape.Reporters.Count; place++)
        {
            (reporter.TypedValue, seed.TypedValue) = (shape.Reporters[place], (place + 1) * 1_000_000L);
            count += await insert.ExecuteNonQueryAsync();
            if (watch.Elapsed - told > TellAgain)
            {
                told = watch.Elapsed;
                Tell(watch, $"{count:N0} rows, {place + 1} of {shape.Reporters.Count} reporters");
            }
        }
        return count;
    }

    private static void Tell(Stopwatch watch, FormattableString words) =>
        Console.Error.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds,7:0.0} s  ") + FormattableString.Invariant(words));

    private static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        await command.ExecuteNonQueryAsync();
    }
}
