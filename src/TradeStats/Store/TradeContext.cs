using Microsoft.EntityFrameworkCore;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// The tables. Codes are kept as text in the "C" collation: they are as short as integers, sort as rows are answered, and read without a join.
/// </summary>
public sealed class TradeContext(DbContextOptions<TradeContext> options) : DbContext(options)
{
    /// <summary>The schema that holds all tables.</summary>
    public const string Schema = "tradestats";

    /// <summary>The collation of codes: by code point.</summary>
    public const string CodeOrder = "C";

    internal DbSet<StoredDataset> Datasets => Set<StoredDataset>();

    internal DbSet<StoredCommodity> Commodities => Set<StoredCommodity>();

    internal DbSet<StoredSource> Sources => Set<StoredSource>();

    internal DbSet<StoredFigure> Figures => Set<StoredFigure>();

    internal DbSet<StoredObservation> Observations => Set<StoredObservation>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<AreaKind>().HaveConversion<short>();
        configurationBuilder.Properties<Flow>().HaveConversion<short>();
        configurationBuilder.Properties<Measure>().HaveConversion<short>();
        configurationBuilder.Properties<Qualifier>().HaveConversion<short>();
        configurationBuilder.Properties<Method>().HaveConversion<short>();
        configurationBuilder.Properties<SumOf>().HaveConversion<short>();
        configurationBuilder.Properties<CheckKind>().HaveConversion<short>();
        configurationBuilder.Properties<Verdict>().HaveConversion<short>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.Entity<StoredDataset>(table =>
        {
            table.ToTable("dataset").HasKey(row => row.Id);
            table.Property(row => row.Id).ValueGeneratedNever();
            table.Property(row => row.Name).UseCollation(CodeOrder);
            table.HasIndex(row => row.Name).IsUnique();
        });
        modelBuilder.Entity<StoredArea>(table =>
        {
            table.ToTable("area").HasKey(row => row.Code);
            table.Property(row => row.Code).UseCollation(CodeOrder);
            table.OwnsMany(row => row.MemberOf, member => member.ToJson());
        });
        modelBuilder.Entity<StoredCommodity>(table =>
        {
            // Each dataset brings the commodities that it names: a load of one leaves those of the others alone.
            table.ToTable("commodity").HasKey(row => new { row.Code, row.Dataset });
            table.Property(row => row.Code).UseCollation(CodeOrder);
            table.HasOne<StoredDataset>().WithMany().HasForeignKey(row => row.Dataset);
        });
        modelBuilder.Entity<StoredEdition>(table =>
        {
            // The one edition of the Harmonized System that an imported dataset holds of a reporter's period.
            table.ToTable("edition").HasKey(row => new { row.Dataset, row.Reporter, row.PeriodStart, row.PeriodMonths });
            table.Property(row => row.Reporter).UseCollation(CodeOrder);
            table.HasOne<StoredDataset>().WithMany().HasForeignKey(row => row.Dataset);
        });
        modelBuilder.Entity<StoredSource>(table =>
        {
            table.ToTable("source").HasKey(row => row.Id);
            table.Property(row => row.Id).UseCollation(CodeOrder);
            table.HasOne<StoredDataset>().WithMany().HasForeignKey(row => row.Dataset);
        });
        modelBuilder.Entity<StoredFigure>(table =>
        {
            table.ToTable("figure").HasKey(row => row.Id);
            table.Property(row => row.Id).UseCollation(CodeOrder);
            table.HasOne<StoredDataset>().WithMany().HasForeignKey(row => row.Dataset);
            table.HasOne<StoredSource>().WithMany().HasForeignKey(row => row.Source);
        });
        modelBuilder.Entity<StoredCheck>(table =>
        {
            table.ToTable("claim").HasKey(row => new { row.Dataset, row.Id, row.KnownFrom });
            table.Property(row => row.Id).UseCollation(CodeOrder);
            table.HasOne<StoredDataset>().WithMany().HasForeignKey(row => row.Dataset);
        });
        modelBuilder.Entity<StoredObservation>(table =>
        {
            table.ToTable("observation").HasKey(row => new
            {
                row.Dataset,
                row.Reporter,
                row.Partner,
                row.Flow,
                row.Commodity,
                row.PeriodStart,
                row.PeriodMonths,
                row.Currency,
                row.Measure,
                row.Against,
                row.KnownFrom,
            });
            foreach (var code in (string[])[nameof(StoredObservation.Reporter), nameof(StoredObservation.Partner), nameof(StoredObservation.Commodity),
                nameof(StoredObservation.Currency), nameof(StoredObservation.Against)])
            {
                table.Property(code).UseCollation(CodeOrder);
            }
        });
    }
}
