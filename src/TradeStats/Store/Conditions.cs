using System.Text;
using Npgsql;
using NpgsqlTypes;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>The filters of a question as SQL conditions on observations <c>o</c>, and their parameters.</summary>
/// <param name="areShared">Whether the rows are read by <see cref="SharedReads"/>, whose statement takes the parameters of several questions.</param>
internal sealed class Conditions(bool areShared = false)
{
    private static readonly string Firm = $"in ({(short)Method.Published}, {(short)Method.Computed})";

    private readonly StringBuilder _measures = new();
    private readonly StringBuilder _key = new();
    private readonly StringBuilder _pair = new();
    private readonly StringBuilder _time = new();
    private readonly StringBuilder _place = new();

    /// <summary>The parameters of a statement of its own.</summary>
    public List<NpgsqlParameter> Parameters { get; private init; } = [];

    /// <summary>The parameters of a statement that is shared.</summary>
    public List<string> SharedParameters { get; private init; } = [];

    /// <summary>Whether the rows are read by <see cref="SharedReads"/>.</summary>
    public bool AreShared => areShared;

    /// <summary>Conditions on other rows of the same statement: none yet.</summary>
    public Conditions Beside() => new(areShared) { Parameters = Parameters, SharedParameters = SharedParameters };

    /// <summary>All conditions.</summary>
    public string Sql => $"{_measures}{_key}{_time}";

    /// <summary>Those on reporter, partner, flow, commodity and currency, and on what was known.</summary>
    public string KeySql => _key.ToString();

    /// <summary>Those on reporter, partner and flow, with the place, on rows <c>p</c> of <see cref="Holdings.Pairs"/>.</summary>
    public string PairSql => _pair.ToString();

    /// <summary>The place after which rows are wanted; empty for all.</summary>
    public string PlaceSql => _place.ToString();

    /// <summary>The measures to read; for a share of a whole <see cref="AddShare"/> says more.</summary>
    public Conditions Add(params ReadOnlySpan<Measure> measures)
    {
        _measures.Append(" and o.measure in (").AppendJoin(", ", measures.ToArray().Select(measure => (short)measure)).Append(')');
        return this;
    }

    /// <summary>What was known on the day of the question, and how it may have come about.</summary>
    public string KnownSql(Question question, string row) => question.Derived ? OnDaySql(question, row) : FirmSql(question, row);

    /// <summary>What was known on the day of the question, and is not derived.</summary>
    public string FirmSql(Question question, string row)
    {
        return question.Convert is null
            ? $"{OnDaySql(question, row)} and {row}.method {Firm}"
            : $"{OnDaySql(question, row)} and ({row}.method {Firm} or {row}.method = {(short)Method.Converted} and {row}.origin {Firm})";
    }

    /// <summary>What was known on the day of the question.</summary>
    public string OnDaySql(Question question, string row)
    {
        if (question.AsOf is not { } day)
            return $"{row}.known_until is null";
        var that = Bind(day, NpgsqlDbType.Date);
        return $"{row}.known_from <= {that} and ({row}.known_until is null or {row}.known_until > {that})";
    }

    /// <summary>Reporter, partner, flow, commodity and currency, and what was known.</summary>
    public Conditions AddKey(Question question)
    {
        _key.Append(" and ").Append(KnownSql(question, "o"));
        return AddObserved(question);
    }

    /// <summary>The same of counts, which are of what is known now.</summary>
    public Conditions AddCounted(Question question)
    {
        if (!question.Derived)
            _key.Append(" and o.method ").Append(Firm);
        return AddObserved(question);
    }

    /// <summary>Reporter, partner, flow, commodity and currency of observations, among them percentages of values in a currency that nobody can tell.</summary>
    private Conditions AddObserved(Question question) =>
        AddDimensions(question with { Currencies = question.Currencies.Count > 0 ? [.. question.Currencies, ""] : [] });

    /// <summary>Reporter, partner, flow, commodity and currency.</summary>
    public Conditions AddDimensions(Question question)
    {
        AddAny("reporter", question.Reporters, NpgsqlDbType.Text, isOfPair: true);
        AddAny("partner", question.Partners, NpgsqlDbType.Text, isOfPair: true);
        AddAny("flow", [.. question.Flows.Select(flow => (short)flow)], NpgsqlDbType.Smallint, isOfPair: true);
        AddAny("commodity", question.Commodities, NpgsqlDbType.Text);
        AddAny("currency", question.Currencies, NpgsqlDbType.Text);
        return this;
    }

    /// <summary>The periods wanted, and with <paramref name="andBase"/> those that they are compared with too.</summary>
    public Conditions AddTime(Question question, IReadOnlyList<Period> periods, bool andBase = false)
    {
        var wanted = periods.Concat(!andBase ? [] : question.Base is { } only && periods.Count > 0 ? [only] : periods.Select(period => period.YearEarlier)).Distinct().ToList();
        var first = question.From?.Start;
        if (andBase && first is not null)
            first = Math.Min(question.Base?.Start ?? int.MaxValue, first.Value - 12);
        var end = question.To?.End;
        if (andBase && end is not null)
            end = Math.Max(question.Base?.End ?? 0, end.Value);
        if (wanted is [var one])
        {
            _time.Append(" and o.period_start = ").Append(Bind((short)one.Start, NpgsqlDbType.Smallint)).Append(" and o.period_months = ").Append(Bind((short)one.Months, NpgsqlDbType.Smallint));
        }
        else if (wanted.Count > 1)
        {
            _time.Append(" and (o.period_start, o.period_months) in (select * from unnest(")
                .Append(Bind(wanted.Select(period => (short)period.Start).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)).Append(", ")
                .Append(Bind(wanted.Select(period => (short)period.Months).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)).Append("))");
        }

        if (first is not null)
            _time.Append(" and o.period_start >= ").Append(Bind((short)first.Value, NpgsqlDbType.Smallint));
        if (end is not null)
            _time.Append(" and o.period_start + o.period_months <= ").Append(Bind(end.Value, NpgsqlDbType.Integer));
        // The year before is of the same frequency as its row; a base that a question names need not be, and its value is shown all the same.
        var admitted = question.Frequencies.Select(FrequencySql);
        if (andBase && question.Base is { } named && question.Frequencies.Count > 0)
            admitted = admitted.Append($"o.period_start = {Bind((short)named.Start, NpgsqlDbType.Smallint)} and o.period_months = {Bind((short)named.Months, NpgsqlDbType.Smallint)}");
        if (question.Frequencies.Count > 0)
            _time.Append(" and (").AppendJoin(" or ", admitted).Append(')');
        return this;
    }

    /// <summary>Only series from one on, in the order of rows.</summary>
    public Conditions AddFrom(Series? first)
    {
        if (first is { } series)
        {
            var (pair, commodity) = (BindPair(series), Bind(series.Commodity, NpgsqlDbType.Text));
            _place.Append(" and (o.reporter, o.partner, o.flow, o.commodity) >= (").Append(pair).Append(", ").Append(commodity).Append(')');
        }

        return this;
    }

    /// <summary>Only cells after one, in the order of rows.</summary>
    public Conditions AddAfter((Series Series, Period Period, string Currency)? cell)
    {
        if (cell is var (series, period, currency))
        {
            _place.Append(" and (o.reporter, o.partner, o.flow, o.commodity, o.period_start, o.period_months, o.currency) > (").Append(BindPair(series)).Append(", ")
                .Append(Bind(series.Commodity, NpgsqlDbType.Text)).Append(", ")
                .Append(Bind((short)period.Start, NpgsqlDbType.Smallint)).Append(", ").Append(Bind((short)period.Months, NpgsqlDbType.Smallint)).Append(", ").Append(Bind(currency, NpgsqlDbType.Text)).Append(')');
        }

        return this;
    }

    /// <summary>Values, shares of the whole that a question names, and some other measures.</summary>
    public Conditions AddShare(Question question, params ReadOnlySpan<Measure> others)
    {
        short[] plain = [(short)Measure.Value, .. others.ToArray().Select(measure => (short)measure)];
        _measures.Append(" and (o.measure in (").AppendJoin(", ", plain).Append(") or o.measure = ").Append((short)Measure.Share).Append(" and o.against = ").AppendJoin(" || '/' || ", WholeSql(question, "o")).Append(')');
        return this;
    }

    /// <summary>Reporter, partner and commodity of the whole, each replaced by the question or the row's own.</summary>
    public IReadOnlyList<string> WholeSql(Question question, string row) =>
    [
        question.OfReporter is { } reporter ? Bind(reporter, NpgsqlDbType.Text) : $"{row}.reporter",
        question.OfPartner is { } partner ? Bind(partner, NpgsqlDbType.Text) : $"{row}.partner",
        question.OfCommodity is { } commodity ? Bind(commodity, NpgsqlDbType.Text) : $"{row}.commodity",
    ];

    public string Bind<T>(T value, NpgsqlDbType type)
    {
        if (areShared)
        {
            SharedParameters.Add(SharedReads.TextOf(value));
            return SharedReads.ValueSql(SharedParameters.Count, type);
        }
        Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
        return $"${Parameters.Count}";
    }

    private string BindPair(Series series)
    {
        var pair = $"{Bind(series.Reporter, NpgsqlDbType.Text)}, {Bind(series.Partner, NpgsqlDbType.Text)}, {Bind((short)series.Flow, NpgsqlDbType.Smallint)}";
        _pair.Append(" and (p.reporter, p.partner, p.flow) >= (").Append(pair).Append(')');
        return pair;
    }

    private void AddAny<T>(string column, IReadOnlyList<T> values, NpgsqlDbType type, bool isOfPair = false)
    {
        var condition = values switch
        {
            [] => null,
            [var one] => $"= {Bind(one, type)}",
            _ => $"= any({Bind(values.ToArray(), NpgsqlDbType.Array | type)})",
        };
        if (condition is null)
            return;
        _key.Append(" and o.").Append(column).Append(' ').Append(condition);
        if (isOfPair)
            _pair.Append(" and p.").Append(column).Append(' ').Append(condition);
    }

    private static string FrequencySql(Frequency frequency) => frequency switch
    {
        Frequency.Annual => "o.period_months = 12 and o.period_start % 12 = 0",
        Frequency.Quarterly => "o.period_months = 3 and o.period_start % 3 = 0",
        Frequency.Monthly => "o.period_months = 1",
        Frequency.YearToDate => "o.period_months in (2, 4, 5, 6, 7, 8, 9, 10, 11) and o.period_start % 12 = 0",
        _ => "o.period_months > 12 or o.period_months = 12 and o.period_start % 12 <> 0 or o.period_months = 3 and o.period_start % 3 <> 0 "
            + "or o.period_months not in (1, 3, 12) and o.period_months < 12 and o.period_start % 12 <> 0",
    };
}
