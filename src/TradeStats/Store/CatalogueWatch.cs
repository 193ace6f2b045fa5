using Npgsql;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// Keeps the code lists and versions in force in memory: the database tells of a load at once, and is asked every few seconds in case that word was lost.
/// While the database is away the last ones known stay.
/// </summary>
public sealed partial class CatalogueWatch(Database database, ILogger<CatalogueWatch> log) : BackgroundService
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private volatile Catalogue? _current;
    private volatile bool _isInTouch;

    /// <summary>The code lists in force; null until they were read for the first time.</summary>
    public Catalogue? Current => _current;

    /// <summary>Whether the database is there to tell of a load; false as soon as the connection to it has broken.</summary>
    public bool IsInTouch => _isInTouch;

    /// <summary>Reads the code lists anew.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached; the ones known stay.</exception>
    public async Task<Catalogue> RefreshAsync(CancellationToken cancellation) => _current = await CuratedReads.CatalogueAsync(database, cancellation);

    /// <summary>Reads the code lists before the server takes the first question; where that fails the service starts all the same and says that it waits.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
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
                _isInTouch = false;
                LogAway(fault.Message);
                await Task.Delay(Retry, stoppingToken);
            }
        }
    }

    private static bool IsAway(Exception fault) => fault is NpgsqlException or IOException or TimeoutException or InvalidOperationException;

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = await database.Connections.OpenConnectionAsync(cancellation);
        await using (var listen = new NpgsqlCommand($"listen {Database.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellation);
        while (true)
        {
            var read = await CuratedReads.CatalogueAsync(database, cancellation);
            if (read.Version != _current?.Version)
                _current = read;
            _isInTouch = true;
            await connection.WaitAsync(AskAgain, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is away: {Fault} Trying again.")]
    private partial void LogAway(string fault);
}
