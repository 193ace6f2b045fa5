using Npgsql;
using NpgsqlTypes;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Reads observations for a question, each kind of row with its operands in one statement, in the default order.</summary>
public static class ObservationReads
{
    private const string Key = "o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency, o.measure, o.against";

    private const string Columns = $"{Key}, o.number, o.low, o.high, o.qualifier, o.method, o.disputed, o.figures, o.origin, o.basis";

    private const string OfDataset = $"from {TradeContext.Schema}.dataset d left join {TradeContext.Schema}.observation o on o.dataset = d.id";

    /// <summary>The values of cells: all of them, or no more than some of those after a cell. The primary key is in their order, so that the first rows of millions are at hand.</summary>
    public static Task<Reading<Observation>> ValuesAsync(
        Database database, Question question, IReadOnlyList<Period> periods, (Series Series, Period Period, string Currency)? after, int? most, CancellationToken cancellation)
    {
        var conditions = new Conditions().Add(Measure.Value).AddKey(question).AddTime(question, periods).AddAfter(after);
        if (most is not { } rows)
            return ReadAsync(database, question, conditions, cancellation);
        var sql = $"select d.version, {Columns} from {TradeContext.Schema}.dataset d left join lateral (select * from {TradeContext.Schema}.observation o where o.dataset = d.id{conditions.Sql} "
            + $"order by {Key} limit {conditions.Bind(rows, NpgsqlDbType.Integer)}) o on true where d.name = {conditions.Bind(question.Dataset, NpgsqlDbType.Text)} order by {Key}";
        return Reading<Observation>.OpenAsync(database.Connections, sql, conditions.Parameters, Read, cancellation);
    }

    /// <summary>The values, published growth and multiples of cells, and the values of the periods they are compared with, for whole series.</summary>
    public static Task<Reading<Observation>> GrowthAsync(Database database, Question question, IReadOnlyList<Period> periods, Series? first, CancellationToken cancellation) =>
        ReadAsync(database, question, new Conditions().Add(Measure.Value, Measure.Growth, Measure.Multiple).AddKey(question).AddTime(question, periods, andBase: true).AddFrom(first), cancellation);

    /// <summary>The values of cells with the value of the whole that the question names, null where it has none; and published shares of that whole.</summary>
    public static Task<Reading<(Observation Part, Observation? Whole)>> SharesAsync(
        Database database, Question question, IReadOnlyList<Period> periods, Series? first, CancellationToken cancellation) =>
        ReadPairsAsync(database, question, new Conditions().AddShare(question).AddKey(question).AddTime(question, periods).AddFrom(first), cancellation);

    /// <summary>The same for whole series, with published growth and multiples and the values of the year before, which these are against.</summary>
    public static Task<Reading<(Observation Part, Observation? Whole)>> SharesAndGrowthAsync(
        Database database, Question question, IReadOnlyList<Period> periods, CancellationToken cancellation) =>
        ReadPairsAsync(database, question, new Conditions().AddShare(question, Measure.Growth, Measure.Multiple).AddKey(question).AddTime(question, periods, andBase: true), cancellation);

    /// <summary>The periods that have an observation of some measures under the other filters, the newest first: by last month, then the longer.</summary>
    public static async Task<IReadOnlyList<Period>> PeriodsAsync(Database database, Question question, IReadOnlyList<Measure> measures, CancellationToken cancellation)
    {
        var conditions = new Conditions().Add([.. measures]).AddKey(question).AddTime(question, []);
        await using var command = database.Connections.CreateCommand(
            $"select distinct o.period_start, o.period_months {OfDataset}{conditions.Sql} where d.name = {conditions.Bind(question.Dataset, NpgsqlDbType.Text)} and o.dataset is not null");
        command.Parameters.AddRange(conditions.Parameters.ToArray());
        var periods = new List<Period>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            periods.Add(new(reader.GetInt16(0), reader.GetInt16(1)));
        return [.. periods.OrderByDescending(period => period.End).ThenByDescending(period => period.Months)];
    }

    private static Task<Reading<Observation>> ReadAsync(Database database, Question question, Conditions conditions, CancellationToken cancellation)
    {
        var sql = $"select d.version, {Columns} {OfDataset}{conditions.Sql} where d.name = {conditions.Bind(question.Dataset, NpgsqlDbType.Text)} order by {Key}";
        return Reading<Observation>.OpenAsync(database.Connections, sql, conditions.Parameters, Read, cancellation);
    }

    private static Task<Reading<(Observation Part, Observation? Whole)>> ReadPairsAsync(Database database, Question question, Conditions conditions, CancellationToken cancellation)
    {
        var whole = conditions.WholeSql(question);
        var sql = $"select d.version, {Columns}, w.reporter, w.partner, w.commodity, w.number, w.low, w.high, w.qualifier, w.method, w.disputed, w.figures, w.origin, w.basis {OfDataset}{conditions.Sql} "
            + $"left join {TradeContext.Schema}.observation w on w.dataset = d.id and w.measure = {(short)Measure.Value} and w.against = '' and o.measure = {(short)Measure.Value} "
            + $"and w.reporter = {whole[0]} and w.partner = {whole[1]} and w.commodity = {whole[2]} and w.flow = o.flow "
            + $"and w.period_start = o.period_start and w.period_months = o.period_months and w.currency = o.currency and {conditions.KnownSql(question, "w")} "
            + $"where d.name = {conditions.Bind(question.Dataset, NpgsqlDbType.Text)} order by {Key}";
        return Reading<(Observation, Observation?)>.OpenAsync(database.Connections, sql, conditions.Parameters, ReadPair, cancellation);
    }

    private static Observation Read(NpgsqlDataReader row) => new(
        new(row.GetString(1), row.GetString(2), (Flow)row.GetInt16(3), row.GetString(4)),
        new(row.GetInt16(5), row.GetInt16(6)), row.GetString(7), (Measure)row.GetInt16(8), row.GetString(9),
        ReadNumber(row, 10), (Method)row.GetInt16(14), row.GetBoolean(15), ReadFigures(row, 16))
    {
        Origin = row.IsDBNull(17) ? null : (Method)row.GetInt16(17),
        Basis = row.IsDBNull(18) ? null : row.GetString(18),
    };

    private static (Observation Part, Observation? Whole) ReadPair(NpgsqlDataReader row)
    {
        var part = Read(row);
        return (part, row.IsDBNull(19) ? null : part with
        {
            Series = part.Series with { Reporter = row.GetString(19), Partner = row.GetString(20), Commodity = row.GetString(21) },
            Number = ReadNumber(row, 22),
            Method = (Method)row.GetInt16(26),
            Disputed = row.GetBoolean(27),
            Figures = ReadFigures(row, 28),
            Origin = row.IsDBNull(29) ? null : (Method)row.GetInt16(29),
            Basis = row.IsDBNull(30) ? null : row.GetString(30),
        });
    }

    private static Bounded ReadNumber(NpgsqlDataReader row, int column) =>
        new(ReadDecimal(row, column), ReadDecimal(row, column + 1), ReadDecimal(row, column + 2), (Qualifier)row.GetInt16(column + 3));

    private static decimal? ReadDecimal(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);

    private static string[] ReadFigures(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<string[]>(column);
}
