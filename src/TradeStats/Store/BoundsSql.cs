namespace TradeStats.Store;

/// <summary>
/// Sums of numbers with bounds in SQL, by the same rules as <c>Statistics.Arithmetic.Add</c>: an open side of a part is an open side of the sum, and the sum is
/// as firm as its weakest part. The literals are the numbers of <see cref="Trade.Qualifier"/>.
/// </summary>
public static class BoundsSql
{
    /// <summary>The columns number, low, high and qualifier of the sum over a group of rows <paramref name="row"/>, which have the same columns.</summary>
    public static string Sum(string row) => $"""
        case when {Weakness(row)} = 1 then coalesce({Side(row, "low")}, {Side(row, "high")})
            when bool_and({row}.number is not null and {row}.qualifier not in (2, 3)) then trim_scale(sum({row}.number)) end as number,
        {Side(row, "low")} as low,
        {Side(row, "high")} as high,
        {Qualifier(Weakness(row), Side(row, "low"))} as qualifier
        """;

    /// <summary>The same for two rows, of which the second has its qualifier elsewhere, without grouping them.</summary>
    public static string SumOfTwo(string one, string other, string qualifier) => $"""
        select case when w.weakness = 1 then coalesce(w.low, w.high) when {one}.qualifier not in (2, 3) and {qualifier} not in (2, 3) then trim_scale({one}.number + {other}.number) end as number,
            w.low, w.high, {Qualifier("w.weakness", "w.low")} as qualifier
        from (select trim_scale({one}.low + {other}.low) as low, trim_scale({one}.high + {other}.high) as high, greatest({Rank($"{one}.qualifier")}, {Rank(qualifier)}) as weakness) w
        """;

    /// <summary>The sum of one side of the bounds; null where a part is open on that side.</summary>
    public static string Side(string row, string side) => $"case when count({row}.{side}) = count(*) then trim_scale(sum({row}.{side})) end";

    private static string Qualifier(string weakness, string low) => $"(case {weakness} when 0 then 1 when 1 then case when {low} is not null then 2 else 3 end when 2 then 4 else 5 end)::smallint";

    private static string Weakness(string row) => $"max({Rank($"{row}.qualifier")})";

    private static string Rank(string qualifier) => $"case {qualifier} when 1 then 0 when 4 then 2 when 5 then 3 else 1 end";
}
