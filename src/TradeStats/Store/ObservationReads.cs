using Npgsql;
using NpgsqlTypes;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Reads observations for a question, each kind of row with its operands in one statement, in the default order.</summary>
public static class ObservationReads
{
    /// <summary>The values of cells: all of them, or no more than some of those after a cell. The primary key is in their order, so that the first rows of millions are at hand.</summary>
    public static Task<Reading<Observation>> ValuesAsync(
        Database database, Question question, Dataset dataset, IReadOnlyList<Period> periods, (Series Series, Period Period, string Currency)? after, int? most, CancellationToken cancellation) =>
        ReadAsync(database, question, dataset, Of(question).Add(Measure.Value).AddKey(question).AddTime(question, periods).AddAfter(after), Spans.Of(question, periods, dataset), onlyValues: true, most, cancellation);

    /// <summary>The values, published growth and multiples of cells, and the values of the periods they are compared with, for whole series.</summary>
    public static Task<Reading<Observation>> GrowthAsync(
        Database database, Question question, Dataset dataset, IReadOnlyList<Period> periods, Series? first, CancellationToken cancellation) =>
        ReadAsync(database, question, dataset, Of(question).Add(Measure.Value, Measure.Growth, Measure.Multiple).AddKey(question).AddTime(question, periods, andBase: true).AddFrom(first),
            Spans.Of(question, periods, dataset, andBase: true), onlyValues: false, most: null, cancellation);

    /// <summary>The values of cells with the value of the whole that the question names, null where it has none; and published shares of that whole.</summary>
    public static Task<Reading<(Observation Part, Observation? Whole)>> SharesAsync(
        Database database, Question question, Dataset dataset, IReadOnlyList<Period> periods, Series? first, CancellationToken cancellation)
    {
        var conditions = Of(question).AddShare(question).AddKey(question).AddTime(question, periods).AddFrom(first);
        var spans = Spans.Of(question, periods, dataset);
        return conditions.AreShared && spans.Count == 0
            ? ReadTwoSeriesAsync(database, question, dataset, conditions, periods, cancellation)
            : ReadPairsAsync(database, question, dataset, conditions, spans, cancellation);
    }

    /// <summary>The same for whole series, with published growth and multiples and the values of the year before, which these are against.</summary>
    public static Task<Reading<(Observation Part, Observation? Whole)>> SharesAndGrowthAsync(
        Database database, Question question, Dataset dataset, IReadOnlyList<Period> periods, CancellationToken cancellation) =>
        ReadPairsAsync(database, question, dataset, Of(question).AddShare(question, Measure.Growth, Measure.Multiple).AddKey(question).AddTime(question, periods, andBase: true),
            Spans.Of(question, periods, dataset, andBase: true), cancellation);

    /// <summary>The periods that have an observation of some measures under the other filters, the newest first: by last month, then the longer.</summary>
    public static async Task<IReadOnlyList<Period>> PeriodsAsync(Database database, Question question, Dataset dataset, IReadOnlyList<Measure> measures, CancellationToken cancellation)
    {
        var conditions = new Conditions().Add([.. measures]);
        var (rows, _) = Holdings.CountsOrRows(question, conditions, dataset, []);
        return NewestFirst(await PeriodsAsync(database, $"({rows})", conditions, cancellation));
    }

    /// <summary>By last month, then the longer.</summary>
    internal static IReadOnlyList<Period> NewestFirst(IEnumerable<Period> periods) => [.. periods.OrderByDescending(period => period.End).ThenByDescending(period => period.Months)];

    /// <summary>The periods of some rows, each once.</summary>
    internal static async Task<IReadOnlyList<Period>> PeriodsAsync(Database database, string rows, Conditions conditions, CancellationToken cancellation)
    {
        await using var command = database.Connections.Ask($"select distinct o.period_start, o.period_months from {rows} o", conditions.Parameters);
        var periods = new List<Period>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            periods.Add(new(reader.GetInt16(0), reader.GetInt16(1)));
        return periods;
    }

    private static Task<Reading<Observation>> ReadAsync(
        Database database, Question question, Dataset dataset, Conditions conditions, IReadOnlyList<Span> spans, bool onlyValues, int? most, CancellationToken cancellation)
    {
        var rows = ObservationSql.Rows(question, conditions, dataset, spans);
        var limit = most is { } count ? $" limit {conditions.Bind(count, NpgsqlDbType.Integer)}" : "";
        var sent = new SentObservation("o", FirstColumn(conditions), question, onlyValues);
        return ReadAsync(database, dataset, conditions, $"{sent.Sql} from ({rows}) o order by {sent.Order}{limit}", sent.Read, cancellation);
    }

    private static Task<Reading<(Observation Part, Observation? Whole)>> ReadPairsAsync(
        Database database, Question question, Dataset dataset, Conditions conditions, IReadOnlyList<Span> spans, CancellationToken cancellation)
    {
        var rows = ObservationSql.Rows(question, conditions, dataset, spans);
        var whole = ObservationSql.Whole(question, conditions, dataset, conditions.WholeSql(question, "part"), withSums: spans.Count > 0);
        var sentPart = new SentObservation("part", FirstColumn(conditions), question, onlyValues: false);
        var sentWhole = new SentObservation("whole", sentPart.End, OfWhole(question), onlyValues: true);
        var sql = $"{sentPart.Sql}, {sentWhole.Sql} from ({rows}) part "
            + $"left join lateral {whole} whole on part.measure = {(short)Measure.Value} order by {sentPart.Order}";
        return ReadAsync<(Observation, Observation?)>(database, dataset, conditions, sql,
            row => (sentPart.Read(row), sentWhole.IsThere(row) ? sentWhole.Read(row) : null), cancellation);
    }

    // The wholes of one series are one series too. To read both through, each in the order of the key, takes PostgreSQL less than to look every whole up.
    private static async Task<Reading<(Observation Part, Observation? Whole)>> ReadTwoSeriesAsync(
        Database database, Question question, Dataset dataset, Conditions conditions, IReadOnlyList<Period> periods, CancellationToken cancellation)
    {
        const int which = SharedReads.FirstColumn;
        var of = OfWhole(question);
        var ofWhole = conditions.Beside().Add(Measure.Value).AddKey(of).AddTime(of, periods);
        var (sentWhole, sentPart) = (new SentObservation("o", which + 1, of, onlyValues: false), new SentObservation("o", which + 1, question, onlyValues: false));
        var sql = $"(select true, {sentWhole.Sql} from ({ObservationSql.Rows(of, ofWhole, dataset, [])}) o order by {sentWhole.Order}) "
            + $"union all (select false, {sentPart.Sql} from ({ObservationSql.Rows(question, conditions, dataset, [])}) o order by {sentPart.Order})";
        var (version, rows) = await database.Shared.ReadAsync(dataset, sql, conditions.SharedParameters,
            row => row.GetBoolean(which) ? (IsWhole: true, Row: sentWhole.Read(row)) : (IsWhole: false, Row: sentPart.Read(row)), cancellation);
        return Reading<(Observation, Observation?)>.Of(version, Pair(rows));
    }

    // First the wholes, then the parts, both by period and currency.
    private static List<(Observation Part, Observation? Whole)> Pair(IReadOnlyList<(bool IsWhole, Observation Row)> rows)
    {
        var pairs = new List<(Observation, Observation?)>(rows.Count);
        var next = 0;
        foreach (var (isWhole, part) in rows)
        {
            if (isWhole)
                continue;
            while (rows[next] is { IsWhole: true, Row: var passed } && Compare(passed, part) < 0)
                next++;
            pairs.Add((part, part.Measure is Measure.Value && rows[next] is { IsWhole: true, Row: var whole } && Compare(whole, part) == 0 ? whole : null));
        }
        return pairs;

        static int Compare(Observation whole, Observation part) =>
            whole.Period == part.Period ? string.CompareOrdinal(whole.Currency, part.Currency) : whole.Period.CompareTo(part.Period);
    }

    private static async Task<Reading<T>> ReadAsync<T>(
        Database database, Dataset dataset, Conditions conditions, string select, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        if (!conditions.AreShared)
            return await Reading<T>.OpenAsync(database.Connections, dataset, $"select {SqlNames.VersionOf(dataset)}, {select}", conditions.Parameters, read, cancellation);
        var (version, rows) = await database.Shared.ReadAsync(dataset, $"select {select}", conditions.SharedParameters, read, cancellation);
        return Reading<T>.Of(version, rows);
    }

    // Rows of one series are few: they are read at once, with those of others who ask in the same form. Of any other question there may be millions.
    private static Conditions Of(Question question) => new(areShared: question is { Reporters.Count: 1, Partners.Count: 1, Flows.Count: 1, Commodities.Count: 1 });

    private static int FirstColumn(Conditions conditions) => conditions.AreShared ? SharedReads.FirstColumn : Reading.FirstColumn;

    // What fixes the parts fixes the wholes, but for what is replaced.
    private static Question OfWhole(Question question) => question with
    {
        Reporters = question.OfReporter is { } reporter ? [reporter] : question.Reporters,
        Partners = question.OfPartner is { } partner ? [partner] : question.Partners,
        Commodities = question.OfCommodity is { } commodity ? [commodity] : question.Commodities,
    };
}
