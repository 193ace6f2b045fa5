using Npgsql;

namespace TradeStats.Store;

/// <summary>Statements that may take as long as they need: those that write, and those of questions, for which whoever asks has a limit of his own.</summary>
internal static class Statements
{
    /// <summary>Prepares a statement of a question. One that PostgreSQL itself ended would look as if the database were away, where it was only slow.</summary>
    /// <param name="connections">Where to read.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters.</param>
    public static NpgsqlCommand Ask(this NpgsqlDataSource connections, string sql, params IReadOnlyList<NpgsqlParameter> parameters)
    {
        var command = connections.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>Runs a statement in the transaction of the connection, if it has one, and tells how many rows it has written.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sql">The statement, or several without values.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="values">What <c>$1</c>, <c>$2</c>, ... stand for.</param>
    /// <exception cref="NpgsqlException">The database has gone away or refuses.</exception>
    public static async Task<int> RunAsync(this NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(Array.ConvertAll(values, value => new NpgsqlParameter { Value = value }));
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
