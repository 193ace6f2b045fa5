using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>Names of columns and datasets in statements.</summary>
internal static class SqlNames
{
    /// <summary>The columns <paramref name="names"/>, separated by comma and space, of one of several rows.</summary>
    public static string Of(string row, string names) => string.Join(", ", names.Split(", ").Select(name => $"{row}.{name}"));

    /// <summary>That two rows agree in the columns <paramref name="names"/>, separated by comma and space.</summary>
    public static string Same(string one, string other, string names) => string.Join(" and ", names.Split(", ").Select(name => $"{one}.{name} = {other}.{name}"));

    /// <summary>The part of the observation table that holds the rows of one dataset alone. To read it by name spares PostgreSQL looking through the whole table's parts for each question.</summary>
    public static string Observations(int dataset) => FormattableString.Invariant($"{TradeContext.Schema}.observation_{dataset}");

    /// <summary>The number of a dataset, not as a parameter: a statement is then planned once for the one part of the table that it reads.</summary>
    public static string Of(Dataset dataset) => FormattableString.Invariant($"{dataset.Number}::smallint");

    /// <summary>The version of a dataset, for a list of what to select.</summary>
    public static string VersionOf(Dataset dataset) => $"(select version from {TradeContext.Schema}.dataset where id = {Of(dataset)})";
}
