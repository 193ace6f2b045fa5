using TradeStats.Queries;
using Xunit;

namespace TradeStats.Tests.Queries;

public class QueryStringTests
{
    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("&")]
    [InlineData("?&&")]
    public void Nothing_is_asked_by_nothing(string query) => Assert.Empty(Split(query));

    [Theory]
    [InlineData("?partner=VN", "partner", "VN")]
    [InlineData("partner=VN", "partner", "VN")]
    [InlineData("&&partner=VN&", "partner", "VN")]
    [InlineData("partner", "partner", null)]
    [InlineData("partner=", "partner", "")]
    [InlineData("=VN", "", "VN")]
    [InlineData("partner=a=b", "partner", "a=b")]
    [InlineData("??partner=VN", "?partner", "VN")]
    [InlineData("partner=viet+nam", "partner", "viet nam")]
    [InlineData("partner=viet%20nam", "partner", "viet nam")]
    [InlineData("partner=a%2Bb", "partner", "a+b")]
    [InlineData("partner=a%26b%3dc", "partner", "a&b=c")]
    [InlineData("%70artner=VN", "partner", "VN")]
    [InlineData("partner=Vi%E1%BB%87t+Nam", "partner", "Việt Nam")]
    [InlineData("partner=Vi%e1%bb%87t", "partner", "Việt")]
    [InlineData("partner=Việt", "partner", "Việt")]
    [InlineData("partner=%F0%9F%8D%8D", "partner", "🍍")]
    [InlineData("partner=🍍", "partner", "🍍")]
    [InlineData("partner=a🍍+b", "partner", "a🍍 b")]
    [InlineData("partner=%25", "partner", "%")]
    [InlineData("partner=%2541", "partner", "%41")]
    public void Plus_is_a_space_and_percent_encoding_is_UTF_8(string query, string name, string? value) =>
        Assert.Equal((name, value), Assert.Single(Split(query)));

    [Fact]
    public void Parameters_keep_their_order_and_repetitions() =>
        Assert.Equal([("a", "1"), ("b", "2"), ("a", "1")], Split("a=1&b=2&a=1"));

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("a%")]
    [InlineData("%G1")]
    [InlineData("%u0041")]
    [InlineData("%-1")]
    [InlineData("%FF")]
    [InlineData("%C3")]
    [InlineData("%C3%28")]
    [InlineData("%C0%80")] // an overlong NUL
    [InlineData("%ED%A0%80")] // half a surrogate pair
    [InlineData("%F4%90%80%80")] // beyond the last code point
    [InlineData("%00")]
    [InlineData("VN%00")]
    public void What_is_no_UTF_8_is_a_fault_and_no_guess(string encoded)
    {
        foreach (var (query, name, value) in new (string, string, string?)[] { ($"partner={encoded}&flow=total", "partner", encoded), ($"{encoded}=VN&flow=total", encoded, "VN"), ($"flow=total&{encoded}", encoded, null) })
        {
            var faults = new List<Fault>();
            Assert.Equal([("flow", "total")], QueryString.Split(query, faults));
            var fault = Assert.Single(faults);
            Assert.Equal((name, value, FaultCode.InvalidEncoding), (fault.Parameter, fault.Value, fault.Code));
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_fault()
    {
        foreach (var half in new[] { "\uD83C", "\uDF4D", "\uDF4D\uD83C", "\uD83C%41", "\uD83Ca" })
        {
            var faults = new List<Fault>();
            Assert.Empty(QueryString.Split("partner=" + half, faults));
            Assert.Equal(FaultCode.InvalidEncoding, Assert.Single(faults).Code);
        }
    }

    private static IReadOnlyList<(string Name, string? Value)> Split(string query)
    {
        var faults = new List<Fault>();
        var parts = QueryString.Split(query, faults);
        Assert.Empty(faults);
        return parts;
    }
}
