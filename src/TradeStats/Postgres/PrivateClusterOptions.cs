namespace TradeStats.Postgres;

/// <summary>How a private PostgreSQL is to run. Every property may be left out.</summary>
public sealed record PrivateClusterOptions
{
    /// <summary>
    /// The folder that holds the cluster, its password, its lock and its log; made when it does not exist.
    /// Null: the environment variable <c>TRADESTATS_HOME</c>, else <c>TradeStats</c> in the user's data folder.
    /// An ephemeral cluster has a temporary folder instead.
    /// </summary>
    public string? Home { get; init; }

    /// <summary>
    /// True for a cluster that lives in a temporary folder, would not outlive a power cut, is the faster for it, and leaves nothing behind.
    /// </summary>
    public bool Ephemeral { get; init; }

    /// <summary>
    /// True for a cluster that standbys follow by its log. False, as nobody follows a private one: what a transaction writes into tables that it has made itself is not written to the log
    /// as well, which spares the import of a new dataset a fifth of its time.
    /// </summary>
    public bool IsFollowed { get; init; }

    /// <summary>
    /// The folder of <c>initdb</c> and <c>postgres</c>. Null: the environment variable <c>TRADESTATS_PG_BIN</c>, else <c>PATH</c>,
    /// else the folders where Debian, Red Hat and Homebrew install PostgreSQL.
    /// </summary>
    public string? Binaries { get; init; }

    /// <summary>
    /// The account that PostgreSQL runs as; only root can choose. Null: the current account, or for root (PostgreSQL refuses root)
    /// a user namespace where these are allowed, else <c>postgres</c> or <c>nobody</c>.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>Called before a cluster is made that was not there, which takes a second or two: time to prepare what goes into it. Null: nothing is to be prepared.</summary>
    public Action? WhenNew { get; init; }
}
