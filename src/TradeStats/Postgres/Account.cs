namespace TradeStats.Postgres;

/// <summary>As whom PostgreSQL runs. It refuses root, so root lends it another account.</summary>
/// <param name="SwitchTo">The account to start as; null is the current one.</param>
/// <param name="Owner">Who must own the files, for root to hand them over; null where the current account owns them anyway.</param>
/// <param name="Prefix">What to put in front of a command.</param>
internal sealed record Account(string? SwitchTo, string? Owner, string[] Prefix)
{
    /// <summary>The current account, or for root, a way around its being root.</summary>
    /// <exception cref="PrivateClusterException">The account asked for cannot be had, or root finds none to use.</exception>
    public static async Task<Account> ChooseAsync(string? asked, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return asked is null || asked == Environment.UserName
                ? new Account(null, null, [])
                : throw new PrivateClusterException(
                    $"Only root can run PostgreSQL as {asked}; the application runs as {Environment.UserName}.");
        }

        string[] wanted = asked is null ? ["postgres", "nobody"] : [asked];
        var entries = (await File.ReadAllLinesAsync("/etc/passwd", cancellationToken)).Select(line => line.Split(':'));
        if (wanted.Select(name => entries.FirstOrDefault(entry => entry[0] == name)).FirstOrDefault(entry => entry is not null)
            is not [var account, _, var user, var group, ..])
        {
            throw new PrivateClusterException(
                $"PostgreSQL refuses to run as root, and there is no account {string.Join(" or ", wanted)} to run it as. "
                + $"Start the application as an ordinary user, or {PrivateClusterException.OwnServer}.");
        }

        // Inside the namespace root goes by another number: PostgreSQL sees an ordinary user, and the files stay root's.
        string[] renumbered = ["unshare", "--user", $"--map-user={user}", $"--map-group={group}"];
        return asked is null && (await Command.RunAsync(null, [.. renumbered, "true"], cancellationToken)).Succeeded
            ? new Account(null, "0:0", renumbered)
            : new Account(account, $"{account}:", []);
    }

    /// <summary>Makes files and whole folders belong to the account; only root has anything to do.</summary>
    /// <exception cref="PrivateClusterException">The owner cannot be changed.</exception>
    public async Task OwnAsync(string[] paths, CancellationToken cancellationToken)
    {
        if (Owner is not null
            && await Command.RunAsync(null, ["chown", "-R", Owner, .. paths], cancellationToken) is (false, var output))
        {
            throw new PrivateClusterException($"The files of the private PostgreSQL cannot be made {Owner.TrimEnd(':')}'s: {output}");
        }
    }

    /// <summary>Whether the account reaches a folder, every parent included.</summary>
    public async Task<bool> ReachesAsync(string folder, CancellationToken cancellationToken) =>
        (await Command.RunAsync(this, ["sh", "-c", "cd -- \"$1\"", "sh", folder], cancellationToken)).Succeeded;
}
