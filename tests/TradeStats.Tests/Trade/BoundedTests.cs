using TradeStats.Trade;
using Xunit;

namespace TradeStats.Tests.Trade;

public class BoundedTests
{
    [Theory]
    [InlineData(1, 2, 3, 4, false)]
    [InlineData(1, 2, 2, 3, true)] // a bound belongs to both
    [InlineData(1, 3, 2, 4, true)]
    [InlineData(1, 9, 2, 3, true)]
    [InlineData(2, null, null, 1, false)]
    [InlineData(2, null, null, 2, true)]
    [InlineData(2, null, 7, null, true)]
    [InlineData(null, 2, null, -7, true)]
    [InlineData(null, null, 3, 4, true)]
    [InlineData(null, null, null, null, true)]
    public void Bounds_overlap_where_one_truth_lies_in_both(int? low, int? high, int? otherLow, int? otherHigh, bool overlap)
    {
        Bounded one = new(null, low, high, Qualifier.Exact), other = new(null, otherLow, otherHigh, Qualifier.Exact);
        Assert.Equal(overlap, one.Overlaps(other));
        Assert.Equal(overlap, other.Overlaps(one));
    }

    [Theory]
    [InlineData(Qualifier.Exact, true)]
    [InlineData(Qualifier.About, true)]
    [InlineData(Qualifier.Forecast, true)]
    [InlineData(Qualifier.AtLeast, false)]
    [InlineData(Qualifier.AtMost, false)]
    public void A_number_that_only_says_on_which_side_the_truth_lies_is_no_point(Qualifier qualifier, bool isPoint)
    {
        Assert.Equal(isPoint, new Bounded(1, null, null, qualifier).IsPoint);
        Assert.False(new Bounded(null, 1, 2, qualifier).IsPoint);
    }

    [Fact]
    public void Only_bounds_on_both_sides_have_a_width()
    {
        Assert.Equal(3, new Bounded(2, 1, 4, Qualifier.Exact).Width);
        Assert.Null(new Bounded(2, 2, null, Qualifier.AtLeast).Width);
        Assert.Null(new Bounded(2, null, 2, Qualifier.AtMost).Width);
    }
}
