namespace TradeStats.Postgres;

/// <summary>Where a private PostgreSQL listens, and as whom to sign in. It is not reachable over any network.</summary>
/// <param name="Host">The folder of its Unix socket.</param>
/// <param name="Port">The port number that is part of the socket's name.</param>
/// <param name="User">The superuser of the cluster.</param>
/// <param name="Password">The user's password.</param>
/// <param name="Database">The database; <c>postgres</c> always exists.</param>
public sealed record ClusterAddress(string Host, int Port, string User, string Password, string Database)
{
    /// <summary>The address in the form that Npgsql reads.</summary>
    public string ToConnectionString() =>
        FormattableString.Invariant($"Host={Quoted(Host)};Port={Port};Database={Quoted(Database)};")
        + $"Username={Quoted(User)};Password={Quoted(Password)}";

    /// <summary>The address without the password, fit for a log.</summary>
    public override string ToString() => FormattableString.Invariant($"{User} at {Host}, port {Port}, database {Database}");

    private static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
