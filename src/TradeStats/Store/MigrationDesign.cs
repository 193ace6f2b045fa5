using Microsoft.EntityFrameworkCore.Design;

namespace TradeStats.Store;

/// <summary>Lets <c>dotnet ef migrations add</c> see the tables without a database.</summary>
public sealed class MigrationDesign : IDesignTimeDbContextFactory<TradeContext>
{
    /// <inheritdoc/>
    public TradeContext CreateDbContext(string[] args) => new Database("Host=none").NewContext();
}
