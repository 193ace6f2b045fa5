using Xunit;

namespace TradeStats.Tests;

/// <summary>Gives a test class the API that all readers share.</summary>
public sealed class SharedApi(PostgresServer server) : IAsyncLifetime
{
    /// <summary>The API on the shipped seeds.</summary>
    public Api Api { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Api = await server.ReadersAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
