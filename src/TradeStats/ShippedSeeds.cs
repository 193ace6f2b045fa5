using TradeStats.Seeds;
using TradeStats.Store;
using TradeStats.Trade;

namespace TradeStats;

/// <summary>The seeds that the program loads when it starts.</summary>
/// <param name="folder">The folder that holds them.</param>
internal sealed class ShippedSeeds(string folder)
{
    private Task<DatasetContent>? _making;
    private Task _preparing = Task.CompletedTask;

    /// <summary>Begins with what a new database will need, while it is made.</summary>
    public void ReadAhead()
    {
        _making = Task.Run(Make);
        _preparing = Task.Run(Database.PrepareMigration);
    }

    /// <summary>Brings the tables up to date and loads what is new. Nothing is written where the seeds have a fault.</summary>
    /// <returns>What happened, in words.</returns>
    /// <exception cref="StartupException">The seeds have faults; the message holds every one.</exception>
    public async Task<string> LoadAsync(Database database, CancellationToken cancellation)
    {
        await _preparing;
        await database.MigrateAsync(cancellation);
        // The same files in the hands of the same program make the same dataset: what is there need not be made again.
        var madeFrom = SeedFolder.Digest(folder) is { } digest ? $"{digest} {typeof(ShippedSeeds).Module.ModuleVersionId:n}" : null;
        if (madeFrom is not null && await DatasetLoad.FindAsync(database, Dataset.Articles, madeFrom, cancellation) is var (version, figures, sources))
            return Told(figures, sources, "as before", version);
        var content = (_making is null ? Make() : await _making) with { MadeFrom = madeFrom };
        var isNew = await DatasetLoad.RunAsync(database, content, cancellation);
        return Told(content.Figures.Count, content.Sources.Count, isNew ? "loaded now" : "as before", content.Version);
    }

    private static string Told(long figures, long sources, string what, string version) => $"{figures} figures of {sources} articles, {what}, version {version}";

    private DatasetContent Make()
    {
        var reading = SeedFolder.Read(folder);
        if (reading.Content is not { } seeds)
        {
            throw new StartupException(
                $"The seeds in {folder} have {reading.Faults.Count} fault(s); nothing was loaded, the database keeps what it had.{Environment.NewLine}  "
                + string.Join($"{Environment.NewLine}  ", reading.Faults));
        }
        return ArticlesDataset.Of(seeds);
    }
}
