using System.Globalization;
using Npgsql;
using TradeStats.Statistics;
using TradeStats.Store;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Store;

/// <summary>Sums in SQL are the sums of the arithmetic in C#.</summary>
public class BoundsSqlTests(PostgresServer server)
{
    private const int Sums = 400;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_numbers_with_bounds_add_up_to_the_same_in_both()
    {
        var random = new Random(20251026);
        await using var connection = new NpgsqlConnection(await server.NewEmptyDatabaseAsync());
        await connection.OpenAsync(Token);
        for (var sum = 0; sum < Sums; sum++)
        {
            var parts = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Any(random)).ToList();
            Assert.Equal(parts.Skip(1).Aggregate(parts[0], Arithmetic.Add), await OneAsync(connection, $"select {BoundsSql.Sum("s")} from (values {string.Join(", ", parts.Select(Row))}) s (number, low, high, qualifier)"));
            if (parts is [var one, var other])
            {
                var both = $"from (values {Row(one)}) x (number, low, high, qualifier), (values {Row(other)}) m (number, low, high, qualifier), lateral ({BoundsSql.SumOfTwo("x", "m", "m.qualifier")}) b";
                Assert.Equal(Arithmetic.Add(one, other), await OneAsync(connection, $"select b.* {both}"));
            }
        }
    }

    private static Bounded Any(Random random)
    {
        var number = random.Next(0, 100_000) / 100m;
        var half = random.Next(0, 3) / 2m;
        return random.Next(0, 8) switch
        {
            0 => new(number, number, null, Qualifier.AtLeast),
            1 => new(number, null, number, Qualifier.AtMost),
            2 => new(number, null, null, Qualifier.About),
            3 => new(number, number - half, null, Qualifier.About),
            4 => new(number, null, number + half, Qualifier.Forecast),
            _ => new(number, number - half, number + half, Qualifier.Exact),
        };
    }

    private static string Row(Bounded value) => string.Create(CultureInfo.InvariantCulture, $"({Text(value.Number)}, {Text(value.Low)}, {Text(value.High)}, {(short)value.Qualifier}::smallint)");

    private static string Text(decimal? number) => $"{number?.ToString(CultureInfo.InvariantCulture) ?? "null"}::numeric";

    private static async Task<Bounded> OneAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        return new(Number(0), Number(1), Number(2), (Qualifier)reader.GetInt16(3));

        decimal? Number(int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column);
    }
}
