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
/// the program itself, so that pool and preparation are the same.
/// </summary>
internal static class Reference
{
    private const string Key = "reporter = $1 and partner = $2 and flow = $3 and commodity = $4 and measure = 1 and known_until is null and method in (1, 2)";

    /// <summary>Serves until the process is told to end.</summary>
    public static async Task RunAsync(Database database, string url)
    {
        await using var connection = await database.Connections.OpenConnectionAsync();
        var slot = await DatasetSlot.FindAsync(connection, Fill.Dataset, CancellationToken.None);
        await connection.CloseAsync();
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
        await app.RunAsync();
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
