namespace TradeStats.Postgres;

/// <summary>
/// The private PostgreSQL cannot run. The message says why and what to do about it, in words for whoever started the application.
/// </summary>
public sealed class PrivateClusterException : Exception
{
    internal const string OwnServer =
        "use a server of your own through ConnectionStrings__TradeStats (\"Host=...;Username=...;Password=...;Database=...\")";

    /// <summary>A fault with its message.</summary>
    /// <param name="message">The cause and the remedy.</param>
    public PrivateClusterException(string message) : base(message)
    {
    }

    /// <summary>A fault with its message and the failure behind it.</summary>
    /// <param name="message">The cause and the remedy.</param>
    /// <param name="innerException">What failed.</param>
    public PrivateClusterException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
