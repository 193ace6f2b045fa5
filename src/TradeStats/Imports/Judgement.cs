using TradeStats.Trade;

namespace TradeStats.Imports;

/// <summary>Why a row of a table is rightly not loaded. The order is that of reports.</summary>
public enum Skipped
{
    /// <summary>Trade in services, not goods.</summary>
    Services = 1,

    /// <summary>Commodities by another classification than the Harmonized System.</summary>
    OtherClassification,

    /// <summary>Re-exports, which exports contain already.</summary>
    ReExports,

    /// <summary>Re-imports, which imports contain already.</summary>
    ReImports,

    /// <summary>Domestic exports or foreign imports, which are parts of exports and imports.</summary>
    DomesticOrForeign,

    /// <summary>Goods for or after processing, which are parts of exports and imports.</summary>
    Processing,

    /// <summary>One second partner only: a part of the row over all of them.</summary>
    SecondPartner,

    /// <summary>One customs procedure only.</summary>
    CustomsProcedure,

    /// <summary>One mode of transport only.</summary>
    TransportMode,

    /// <summary>One mode of supply only.</summary>
    SupplyMode,

    /// <summary>The row states a quantity but no value.</summary>
    NoValue,

    /// <summary>A derived row of our own tables, which follows again from what is loaded.</summary>
    Derived,

    /// <summary>A computed row of our own tables, which is made again from exports and imports; compared, but not taken from the file.</summary>
    Computed,

    /// <summary>The reporter's period is also there in the edition of the Harmonized System that is loaded.</summary>
    OtherEdition,

    /// <summary>The same value for the same cell as another row.</summary>
    SameAgain,
}

/// <summary>What becomes of a row: a cell, a reason to skip it or a fault.</summary>
/// <param name="Cell">The value to load, or to compare.</param>
/// <param name="Skipped">Why it is rightly not loaded; beside a cell that it is to be compared.</param>
/// <param name="Fault">Why it cannot be loaded, beginning with the name of the field, which is <paramref name="At"/>.</param>
/// <param name="At">The field that is wrong.</param>
internal readonly record struct Judgement(ImportedCell? Cell, Skipped? Skipped, string? Fault, Field At)
{
    public static Judgement Load(in ImportedCell cell) => new(cell, null, null, default);

    /// <summary>The cell is not to be loaded, but to be compared with what follows from those that are.</summary>
    public static Judgement Compare(in ImportedCell cell) => new(cell, Imports.Skipped.Computed, null, default);

    public static Judgement Skip(Skipped reason) => new(null, reason, null, default);

    public static Judgement Reject(Field at, string fault) => new(null, null, fault, at);
}
