using TradeStats.Imports;
using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Imports;

public sealed class HarmonizedNamesTests
{
    [Fact]
    public void Every_code_has_a_name_of_its_own_among_its_neighbours()
    {
        var codes = HarmonizedNames.Codes.ToHashSet(StringComparer.Ordinal);
        Assert.True(codes.Count > 8000);
        Assert.All(codes, code =>
        {
            Assert.Contains(code.Length, (int[])[2, 4, 6]);
            Assert.True(code.All(char.IsAsciiDigit) && (code.Length == 2 || codes.Contains(code[..^2])), code);
            var name = HarmonizedNames.NameOf(code);
            Assert.True(name.Length is > 2 and <= 80 && name.Trim() == name && !name.EndsWith('.'), $"{code} {name}");
        });
        Assert.All(codes.Where(code => code.Length > 2).GroupBy(code => code[..^2], HarmonizedNames.NameOf), siblings => Assert.Equal(siblings.Distinct(StringComparer.OrdinalIgnoreCase), siblings));
    }

    [Fact]
    public void Chapters_are_called_as_the_seeds_call_them() =>
        Assert.All(Contents.Seeds.Commodities.Where(commodity => commodity is { Classification: Commodity.HarmonizedSystem, Parent: not null }), chapter => Assert.Equal(chapter.Name, HarmonizedNames.NameOf(chapter.Code)));

    [Fact]
    public void What_is_not_in_the_list_is_called_by_its_digits()
    {
        Assert.Equal("HS 850077", HarmonizedNames.NameOf("850077"));
        Assert.True(HarmonizedNames.IsOwn("850077", "HS 850077"));
        Assert.True(HarmonizedNames.IsOwn("8542", "HS 8542"));
        Assert.True(HarmonizedNames.IsOwn("8542", HarmonizedNames.NameOf("8542")));
        Assert.False(HarmonizedNames.IsOwn("8542", "Circuits, made up"));
    }
}
