using System.Text;
using Npgsql;
using NpgsqlTypes;
using TradeStats.Queries;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>The filters of a question as SQL conditions on observations <c>o</c>, and their parameters.</summary>
internal sealed class Conditions
{
    private readonly StringBuilder _sql = new();

    public List<NpgsqlParameter> Parameters { get; } = [];

    public string Sql => _sql.ToString();

    /// <summary>The measures to read; for a share of a whole <see cref="AddShare"/> says more.</summary>
    public Conditions Add(params ReadOnlySpan<Measure> measures)
    {
        AddAny("o.measure", [.. measures.ToArray().Select(measure => (short)measure)], NpgsqlDbType.Smallint);
        return this;
    }

    public Conditions AddKey(Question question)
    {
        AddAny("o.reporter", question.Reporters, NpgsqlDbType.Text);
        AddAny("o.partner", question.Partners, NpgsqlDbType.Text);
        AddAny("o.flow", [.. question.Flows.Select(flow => (short)flow)], NpgsqlDbType.Smallint);
        AddAny("o.commodity", question.Commodities, NpgsqlDbType.Text);
        // A percentage may speak of values in a currency that nobody can tell.
        if (question.Currencies.Count > 0)
            AddAny("o.currency", [.. question.Currencies, ""], NpgsqlDbType.Text);
        return this;
    }

    /// <summary>The periods wanted, and with <paramref name="yearsBefore"/> the same months of the years before them too.</summary>
    public Conditions AddTime(Question question, IReadOnlyList<Period> periods, int yearsBefore = 0)
    {
        var wanted = periods.Concat(yearsBefore > 0 ? periods.Select(period => period.YearEarlier) : []).Distinct().ToList();
        if (wanted is [var one])
        {
            _sql.Append(" and o.period_start = ").Append(Bind((short)one.Start, NpgsqlDbType.Smallint)).Append(" and o.period_months = ").Append(Bind((short)one.Months, NpgsqlDbType.Smallint));
        }
        else if (wanted.Count > 1)
        {
            _sql.Append(" and (o.period_start, o.period_months) in (select * from unnest(")
                .Append(Bind(wanted.Select(period => (short)period.Start).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)).Append(", ")
                .Append(Bind(wanted.Select(period => (short)period.Months).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)).Append("))");
        }

        if (question.From is { } from)
            _sql.Append(" and o.period_start >= ").Append(Bind((short)(from.Start - (12 * yearsBefore)), NpgsqlDbType.Smallint));
        if (question.To is { } to)
            _sql.Append(" and o.period_start + o.period_months <= ").Append(Bind(to.End, NpgsqlDbType.Integer));
        if (question.Frequencies.Count > 0)
            _sql.Append(" and (").AppendJoin(" or ", question.Frequencies.Select(FrequencySql)).Append(')');
        return this;
    }

    /// <summary>Only series from one on, in the order of rows.</summary>
    public Conditions AddFrom(Series? first)
    {
        if (first is { } series)
        {
            _sql.Append(" and (o.reporter, o.partner, o.flow, o.commodity) >= (").Append(Bind(series.Reporter, NpgsqlDbType.Text)).Append(", ")
                .Append(Bind(series.Partner, NpgsqlDbType.Text)).Append(", ").Append(Bind((short)series.Flow, NpgsqlDbType.Smallint)).Append(", ")
                .Append(Bind(series.Commodity, NpgsqlDbType.Text)).Append(')');
        }

        return this;
    }

    /// <summary>Values, and shares of the whole that a question names.</summary>
    public Conditions AddShare(Question question)
    {
        _sql.Append(" and (o.measure = ").Append((short)Measure.Value).Append(" or o.measure = ").Append((short)Measure.Share)
            .Append(" and o.against = ").AppendJoin(" || '/' || ", WholeSql(question)).Append(')');
        return this;
    }

    /// <summary>Reporter, partner and commodity of the whole, each replaced by the question or the row's own.</summary>
    public IReadOnlyList<string> WholeSql(Question question) =>
    [
        question.OfReporter is { } reporter ? Bind(reporter, NpgsqlDbType.Text) : "o.reporter",
        question.OfPartner is { } partner ? Bind(partner, NpgsqlDbType.Text) : "o.partner",
        question.OfCommodity is { } commodity ? Bind(commodity, NpgsqlDbType.Text) : "o.commodity",
    ];

    public string Bind<T>(T value, NpgsqlDbType type)
    {
        Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
        return $"${Parameters.Count}";
    }

    private void AddAny<T>(string column, IReadOnlyList<T> values, NpgsqlDbType type)
    {
        if (values is [var one])
            _sql.Append(" and ").Append(column).Append(" = ").Append(Bind(one, type));
        else if (values.Count > 1)
            _sql.Append(" and ").Append(column).Append(" = any(").Append(Bind(values.ToArray(), NpgsqlDbType.Array | type)).Append(')');
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
