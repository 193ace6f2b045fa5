using Npgsql;
using TradeStats.Store;

namespace TradeStats.Benchmarks;

/// <summary>Codes of areas as the program itself knows them.</summary>
internal static class Codes
{
    /// <summary>The members of ASEAN, and those who trade most.</summary>
    public static readonly IReadOnlyList<string> Busy =
        ["VN", "MY", "ID", "TH", "SG", "PH", "MM", "KH", "LA", "BN", "CN", "US", "DE", "JP", "KR", "IN", "GB", "FR", "IT", "NL", "BR", "MX", "AU", "CA"];

    // As many report to UN Comtrade.
    private const int MostReporters = 200;

    /// <summary>Countries with their M49 numbers, in the order of their codes.</summary>
    /// <exception cref="BenchmarkException">The areas are not there.</exception>
    public static async Task<IReadOnlyList<(string Code, string M49)>> ReportersAsync(Database database)
    {
        var codes = new List<(string, string)>();
        try
        {
            // UN Comtrade has a number of its own, which is no country's, where M49 has Monaco.
            await using var command = database.Primary.CreateCommand(
                $"select code, m49 from (select code, m49 from {TradeContext.Schema}.area where kind = 1 and m49 <> '492' order by code <> all ($1), code limit {MostReporters}) reporter order by code");
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. Busy] });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                codes.Add((reader.GetString(0), reader.GetString(1)));
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
        }
        return codes.Count > 0 ? codes : throw new BenchmarkException("The areas are not in the database: load the seeds first, dotnet run --project src/TradeStats -- load");
    }
}
