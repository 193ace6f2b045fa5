using System.Collections.Concurrent;
using Npgsql;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// Observations on their way from PostgreSQL: the columns that a statement sends for a row, and how they are read. A column more costs both sides as much as any other, for each of
/// millions of rows, so what nearly all rows have alike is told by the bits of one number, and what the question fixes is not sent.
/// </summary>
internal sealed class SentObservation
{
    // The bits of the state. To change one takes a migration of the rows that are there.
    private const short OpenBelow = 8;
    private const short OpenAbove = 16;
    private const short SameBelow = 32;
    private const short SameAbove = 64;
    private const short IsDisputed = 128;
    private const short HasMore = 256;
    private const short MethodOne = 512;

    // There are few, and to write one takes as long as to read some of its rows.
    private static readonly ConcurrentDictionary<(string Row, int At, string Open, bool OnlyValues), Layout> Layouts = new();

    private readonly int _at;
    private readonly string? _reporter;
    private readonly string? _partner;
    private readonly Flow? _flow;
    private readonly string? _commodity;
    private readonly bool _isOnlyValues;
    private readonly Layout _layout;

    /// <summary>The columns of a row of <see cref="ObservationSql.Rows"/>.</summary>
    /// <param name="row">The name of the row in the statement.</param>
    /// <param name="at">The place of the first of them.</param>
    /// <param name="question">What asks for the rows: where it names one reporter, partner, flow or commodity, all rows have that.</param>
    /// <param name="onlyValues">Whether all are values, which are not against anything.</param>
    public SentObservation(string row, int at, Question question, bool onlyValues)
    {
        _at = at;
        _isOnlyValues = onlyValues;
        _reporter = question.Reporters is [var reporter] ? reporter : null;
        _partner = question.Partners is [var partner] ? partner : null;
        _flow = question.Flows is [var flow] ? flow : null;
        _commodity = question.Commodities is [var commodity] ? commodity : null;
        _layout = Layouts.GetOrAdd((row, at, Open(_reporter, "reporter") + Open(_partner, "partner") + Open(_flow, "flow") + Open(_commodity, "commodity"), onlyValues), LayoutOf);

        static string Open(object? known, string column) => known is null ? $"{column} " : "";
    }

    /// <summary>
    /// What the table keeps of a row beside its columns, so that they need not be looked at when it is sent: its qualifier and method, which bounds are open or the number itself,
    /// whether it is disputed and whether it says more.
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="method">How it came about.</param>
    /// <param name="isDisputed">Whether sources disagree about it.</param>
    /// <param name="hasMore">Whether it has figures, an origin, a basis or parts.</param>
    public static short StateOf(Bounded number, Method method, bool isDisputed, bool hasMore)
    {
        var state = (int)number.Qualifier + Bound(number.Low, OpenBelow, SameBelow) + Bound(number.High, OpenAbove, SameAbove) + (MethodOne * (int)method);
        return (short)(state + (isDisputed ? IsDisputed : 0) + (hasMore ? HasMore : 0));

        int Bound(decimal? bound, int open, int same) => bound is not { } known ? open : known == number.Number && known.Scale == number.Number.Value.Scale ? same : 0;
    }

    /// <summary>The state of a row that follows from others, as SQL; it says of which.</summary>
    public static string StateOf(string row) =>
        $"({HasMore} + {row}.qualifier + {BoundSql(row, "low", OpenBelow, SameBelow)} + {BoundSql(row, "high", OpenAbove, SameAbove)} + case when {row}.disputed then {IsDisputed} else 0 end + {MethodOne} * {row}.method)::smallint";

    /// <summary>The columns, for a list of what to select.</summary>
    public string Sql => _layout.Sql;

    /// <summary>The default order of the rows: their key, but for what all have alike, which PostgreSQL would carry along for each.</summary>
    public string Order => _layout.Order;

    /// <summary>The place behind them.</summary>
    public int End => _layout.End;

    /// <summary>Whether there is a row; an outer join may have none.</summary>
    public bool IsThere(NpgsqlDataReader row) => !row.IsDBNull(_at);

    /// <summary>The observation of a row.</summary>
    public Observation Read(NpgsqlDataReader row)
    {
        // From the first column to the last: going back takes Npgsql longer.
        var state = row.GetInt16(_at);
        var period = new Period(row.GetInt16(_at + 1), row.GetInt16(_at + 2));
        var currency = row.GetString(_at + 3);
        var number = ReadNumber(row, state);
        var next = _layout.Series;
        var series = new Series(
            _reporter ?? row.GetString(next++),
            _partner ?? row.GetString(next++),
            _flow ?? (Flow)row.GetInt16(next++),
            _commodity ?? row.GetString(next++));
        var (measure, against) = _isOnlyValues ? (Measure.Value, "") : ((Measure)row.GetInt16(next++), row.GetString(next));
        var (method, isDisputed) = ((Method)(state / MethodOne), (state & IsDisputed) != 0);
        if ((state & HasMore) == 0)
            return new(series, period, currency, measure, against, number, method, isDisputed, []);
        return new(series, period, currency, measure, against, number, method, isDisputed, ReadTexts(row, _layout.More))
        {
            Origin = row.IsDBNull(_layout.More + 1) ? null : (Method)row.GetInt16(_layout.More + 1),
            Basis = row.IsDBNull(_layout.More + 2) ? null : row.GetString(_layout.More + 2),
            SumOf = row.IsDBNull(_layout.More + 3) ? null : (SumOf)row.GetInt16(_layout.More + 3),
            Parts = row.IsDBNull(_layout.More + 4) ? null : row.GetInt16(_layout.More + 4),
            Missing = ReadTexts(row, _layout.More + 5),
        };
    }

    private static Layout LayoutOf((string Row, int At, string Open, bool OnlyValues) of)
    {
        var (row, at, open, onlyValues) = of;
        List<string> columns =
        [
            $"{row}.state", $"{row}.period_start", $"{row}.period_months", $"{row}.currency", $"{row}.number",
            // Numbers are what takes longest to send and to read, and most are bounded by themselves, zeros and all.
            $"case when {row}.state & {SameBelow} = 0 then {row}.low end", $"case when {row}.state & {SameAbove} = 0 then {row}.high end",
        ];
        string[] series = [.. open.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(column => $"{row}.{column}")];
        string[] measure = onlyValues ? [] : [$"{row}.measure", $"{row}.against"];
        var seriesAt = at + columns.Count;
        columns.AddRange([.. series, .. measure]);
        var moreAt = at + columns.Count;
        columns.AddRange([$"{row}.figures", $"{row}.origin", $"{row}.basis", $"{row}.sum_of", $"{row}.parts", $"{row}.missing"]);
        var order = string.Join(", ", [.. series, $"{row}.period_start", $"{row}.period_months", $"{row}.currency", .. measure]);
        return new(string.Join(", ", columns), order, seriesAt, moreAt, at + columns.Count);
    }

    private Bounded ReadNumber(NpgsqlDataReader row, short state)
    {
        var number = ReadDecimal(row, _at + 4);
        var low = (state & OpenBelow) != 0 ? null : (state & SameBelow) != 0 ? number : row.GetDecimal(_at + 5);
        var high = (state & OpenAbove) != 0 ? null : (state & SameAbove) != 0 ? number : row.GetDecimal(_at + 6);
        return new(number, low, high, (Qualifier)(state & (OpenBelow - 1)));
    }

    private static string BoundSql(string row, string bound, short open, short same) =>
        $"case when {row}.{bound} is null then {open} when {row}.{bound} = {row}.number and scale({row}.{bound}) = scale({row}.number) then {same} else 0 end";

    private static decimal? ReadDecimal(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);

    private static string[] ReadTexts(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<string[]>(column);

    // The places of the series, of what few rows have, and behind all.
    private sealed record Layout(string Sql, string Order, int Series, int More, int End);
}
