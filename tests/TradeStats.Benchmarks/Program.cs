using TradeStats.Benchmarks;
using TradeStats.Store;

const string usage = """
    What run.sh measures with; the database is that of ConnectionStrings__TradeStats.

      cluster                  start a private PostgreSQL, print its connection string, and stop it at the end of the input
      environment              print the settings by which psql reaches the database, for eval
      fill ROWS                make the dataset bench of about that many rows; the seeds must be loaded
      questions FOLDER COUNT   write lists of questions about the dataset bench for questions.lua
      comtrade FOLDER LINES    write bulk files of UN Comtrade's layout with made-up numbers
      reference URL            serve what the API is compared with
    """;

var connection = Environment.GetEnvironmentVariable("ConnectionStrings__TradeStats") ?? "";
try
{
    switch (args)
    {
        case ["cluster"]:
            await Surroundings.RunClusterAsync();
            return 0;
        case ["environment"]:
            Surroundings.PrintForPsql(connection);
            return 0;
    }
    await using var database = new Database(connection);
    switch (args)
    {
        case ["fill", var rows] when long.TryParse(rows, out var count) && count > 0:
            await Fill.RunAsync(database, new Shape(count, await Codes.ReportersAsync(database)));
            return 0;
        case ["questions", var folder, var number] when int.TryParse(number, out var count) && count > 0:
            await Questions.WriteAsync(database, folder, count);
            return 0;
        case ["comtrade", var folder, var lines] when long.TryParse(lines, out var count) && count > 0:
            await BulkFiles.WriteAsync(database, folder, count);
            return 0;
        case ["reference", var url]:
            await Reference.RunAsync(database, connection, url);
            return 0;
        default:
            Console.WriteLine(usage);
            return 2;
    }
}
catch (BenchmarkException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}
