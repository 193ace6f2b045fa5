using Npgsql;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// Keeps the code lists and versions in force in memory: the database tells of a load at once, and is asked again and again in case that word was lost.
/// While the database is away the last ones known stay. Where there are several servers the primary tells, and the one that questions are read from is asked: it may
/// learn of the load a little later. While the primary is away that one is asked every second.
/// </summary>
public sealed partial class CatalogueWatch(Database database, ILogger<CatalogueWatch> log) : BackgroundService
{
    // Whoever loads is promised that a second later all instances answer so.
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // By then most standbys have what the primary tells of; after that it is asked less and less often.
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    private volatile Catalogue? _current;
    private volatile bool _isInTouch;

    /// <summary>The code lists in force; null until they were read for the first time.</summary>
    public Catalogue? Current => _current;

    /// <summary>
    /// Whether the database is there to tell of a load; false as soon as the connection to it has broken. Where there are several servers and the primary is away it
    /// stays true as long as another one answers: nothing can be loaded then, and a primary that takes the place of the lost one is found by asking.
    /// </summary>
    public bool IsInTouch => _isInTouch;

    /// <summary>Reads the code lists anew, from the server whose rows are to go with them.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached; the ones known stay.</exception>
    public async Task<Catalogue> RefreshAsync(Database from, CancellationToken cancellation) => _current = await CuratedReads.CatalogueAsync(from, cancellation);

    /// <summary>Reads the code lists before the server takes the first question; where that fails the service starts all the same and says that it waits.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(database, cancellationToken);
            _isInTouch = true;
        }
        catch (Exception fault) when (IsAway(fault))
        {
            LogAway(fault.Message);
        }
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception fault) when (IsAway(fault))
            {
                _isInTouch = database.HasSeveralServers && await IsAnsweredAsync(stoppingToken);
                if (_isInTouch)
                    LogAsking(fault.Message);
                else
                    LogAway(fault.Message);
                await Task.Delay(Retry, stoppingToken);
            }
        }
    }

    private static bool IsAway(Exception fault) => fault is NpgsqlException or IOException or TimeoutException or InvalidOperationException;

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = await database.Primary.OpenConnectionAsync(cancellation);
        await using (var listen = new NpgsqlCommand($"listen {Database.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellation);
        for (var patience = Soon; ;)
        {
            await AskAsync(cancellation);
            _isInTouch = true;
            var isTold = await connection.WaitAsync(patience, cancellation);
            patience = isTold ? Soon : patience * 2 < AskAgain ? patience * 2 : AskAgain;
        }
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        if (await CuratedReads.CatalogueVersionAsync(database, cancellation) != _current?.Version)
            await RefreshAsync(database, cancellation);
    }

    private async Task<bool> IsAnsweredAsync(CancellationToken cancellation)
    {
        try
        {
            await AskAsync(cancellation);
            return true;
        }
        catch (Exception fault) when (IsAway(fault))
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is away: {Fault} Trying again.")]
    private partial void LogAway(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The primary, or a server that was read from, is away: {Fault} Another one answers, and is asked for loads.")]
    private partial void LogAsking(string fault);
}
