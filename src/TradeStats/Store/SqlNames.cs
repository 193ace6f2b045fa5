namespace TradeStats.Store;

/// <summary>Names of columns in statements.</summary>
internal static class SqlNames
{
    /// <summary>The columns <paramref name="names"/>, separated by comma and space, of one of several rows.</summary>
    public static string Of(string row, string names) => string.Join(", ", names.Split(", ").Select(name => $"{row}.{name}"));
}
