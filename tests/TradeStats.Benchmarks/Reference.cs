using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Npgsql;
using TradeStats.Store;

namespace TradeStats.Benchmarks;

/// <summary>
/// What the API is compared with: the same rows by prepared Npgsql and source-generated JSON, and constant bytes, with nothing in between. It uses the connections of
/// the program itself, so that pool and preparation are the same. And a model of how Data API Builder reads.
/// </summary>
internal static class Reference
{
    private const string Key = "reporter = $1 and partner = $2 and flow = $3 and commodity = $4 and measure = 1 and known_until is null and method in (1, 2)";

    /// <summary>Serves until the process is told to end.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connection">The connection string to it, as it was given.</param>
    /// <param name="url">Where to serve.</param>
    public static async Task RunAsync(Database database, string connection, string url)
    {
        await using var opened = await database.Connections.OpenConnectionAsync();
        var slot = await DatasetSlot.FindAsync(opened, Fill.Dataset, CancellationToken.None);
        await opened.CloseAsync();
        var builder = WebApplication.CreateSlimBuilder(["--urls", url]);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var constants = new ConcurrentDictionary<int, byte[]>();
        app.MapGet("/constant/{bytes:int}", (HttpContext http) => ConstantAsync(http, constants));

        // The key begins with the dataset, although the table has no other.
        var where = FormattableString.Invariant($"dataset = {slot.Id} and {Key}");
        var series = $"select period_start, period_months, number, low, high, qualifier, method from {slot.Table} where {where} order by period_start, period_months, currency";
        app.MapGet("/raw/series", (HttpContext http) => AnswerAsync(http, database.Connections, series, row => new SeriesRow(
            PeriodOf(row), row.GetDecimal(2), row.GetDecimal(3), row.GetDecimal(4), Word(row.GetInt16(5) == 1, "exact", "about"), Word(row.GetInt16(6) == 1, "published", "computed")), RowsJson.Default.SeriesAnswer));

        var growth = $"select period_start, period_months, round(100 * (number / nullif(lag(number) over w, 0) - 1), 6), number, lag(number) over w from {slot.Table} where {where} "
            + "window w as (partition by currency, period_months order by period_start) order by period_start, period_months, currency";
        app.MapGet("/raw/growth", (HttpContext http) => AnswerAsync(http, database.Connections, growth, row => new GrowthRow(PeriodOf(row), Number(row, 2), row.GetDecimal(3), Number(row, 4)), RowsJson.Default.GrowthAnswer));

        var share = $"select o.period_start, o.period_months, round(100 * o.number / nullif(w.number, 0), 6), o.number, w.number from (select * from {slot.Table} where {where}) o "
            + $"left join {slot.Table} w on w.dataset = o.dataset and w.reporter = $1 and w.partner = 'WLD' and w.flow = $3 and w.commodity = $4 and w.period_start = o.period_start and w.period_months = o.period_months "
            + "and w.currency = o.currency and w.measure = 1 and w.against = '' and w.known_until is null and w.method in (1, 2) order by o.period_start, o.period_months, o.currency";
        app.MapGet("/raw/share", (HttpContext http) => AnswerAsync(http, database.Connections, share, row => new ShareRow(PeriodOf(row), Number(row, 2), row.GetDecimal(3), Number(row, 4)), RowsJson.Default.ShareAnswer));

        var plain = new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 16 }.ConnectionString;
        app.MapGet("/raw/series-by-model", (HttpContext http) => AnswerByModelAsync(http, plain, slot));
        await app.RunAsync();
    }

    // What Data API Builder does for a list of an entity at the least (PostgresQueryBuilder, QueryExecutor and SqlQueryEngine of github.com/Azure/data-api-builder): a statement that is written for each
    // request and not prepared, one more row than the page has, all rows as one text of JSON, which is parsed and written again. What it does besides for a filter, a role and its log is left out, so
    // that it can only be slower.
    private static async Task AnswerByModelAsync(HttpContext http, string connectionString, DatasetSlot slot)
    {
        const int page = 100;
        const string order = "\"table0\".\"dataset\", \"table0\".\"reporter\", \"table0\".\"partner\", \"table0\".\"flow\", \"table0\".\"commodity\", \"table0\".\"period_start\", \"table0\".\"period_months\"";
        var query = http.Request.Query;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(http.RequestAborted);
        await using var command = connection.CreateCommand();
        var conditions = new List<string>();
        Add("dataset", slot.Id);
        Add("reporter", query["reporter"].ToString());
        Add("partner", query["partner"].ToString());
        Add("flow", FlowOf(query["flow"].ToString()));
        Add("commodity", query["commodity"].ToString());
        command.CommandText = "SELECT COALESCE(jsonb_agg(to_jsonb(\"subq1\")), '[]') AS \"data\" FROM ( "
            + "SELECT \"table0\".\"period_start\", \"table0\".\"period_months\", \"table0\".\"number\", \"table0\".\"low\", \"table0\".\"high\", \"table0\".\"qualifier\", \"table0\".\"method\" "
            + $"FROM {slot.Table} AS \"table0\" WHERE {string.Join(" AND ", conditions)} ORDER BY {order} LIMIT {page + 1} ) AS \"subq1\"";
        string text;
        await using (var reader = await command.ExecuteReaderAsync(http.RequestAborted))
        {
            await reader.ReadAsync(http.RequestAborted);
            text = reader.GetString(0);
        }
        using var rows = JsonDocument.Parse(text);
        http.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(http.Response.BodyWriter, new { value = rows.RootElement.EnumerateArray().Take(page).ToList() }, cancellationToken: http.RequestAborted);

        void Add(string column, object value)
        {
            conditions.Add($"\"table0\".\"{column}\" = @param{conditions.Count}");
            command.Parameters.AddWithValue($"@param{command.Parameters.Count}", value);
        }
    }

    private static async Task AnswerAsync<T>(
        HttpContext http, NpgsqlDataSource connections, string sql, Func<NpgsqlDataReader, T> read, JsonTypeInfo<Answer<T>> type)
    {
        var query = http.Request.Query;
        await using var command = connections.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = query["reporter"].ToString() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = query["partner"].ToString() });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = FlowOf(query["flow"].ToString()) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = query["commodity"].ToString() });
        var rows = new List<T>();
        await using (var reader = await command.ExecuteReaderAsync(http.RequestAborted))
        {
            while (await reader.ReadAsync(http.RequestAborted))
                rows.Add(read(reader));
        }
        http.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(http.Response.BodyWriter, new(rows), type, http.RequestAborted);
    }

    private static async Task ConstantAsync(HttpContext http, ConcurrentDictionary<int, byte[]> constants)
    {
        var size = int.Parse((string)http.Request.RouteValues["bytes"]!, CultureInfo.InvariantCulture);
        var tag = $"\"{size.ToString(CultureInfo.InvariantCulture)}\"";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var bytes = constants.GetOrAdd(size, wanted => Encoding.ASCII.GetBytes(new string('x', wanted)));
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }

    private static short FlowOf(string word) => word switch { "exports" => 1, "imports" => 2, "total" => 3, _ => 4 };

    private static string PeriodOf(NpgsqlDataReader row)
    {
        var (start, months) = (row.GetInt16(0), row.GetInt16(1));
        return months == 12 ? (start / 12).ToString("0000", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{start / 12:0000}-{(start % 12) + 1:00}");
    }

    private static decimal? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);

    private static string Word(bool isFirst, string first, string second) => isFirst ? first : second;
}
