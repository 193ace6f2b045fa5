using Xunit;

namespace TradeStats.Tests.Start;

/// <summary>Progress tells rows, rows a second, files and the time left, in one line.</summary>
public sealed class ImportProgressTests
{
    [Theory]
    [InlineData(25_000_000, 30, "1:30")]
    [InlineData(99_000_000, 60, "0:01")]
    [InlineData(1_000_000, 100, "2:45:00")]
    [InlineData(100_000_000, 100, "0:00")]
    [InlineData(120_000_000, 100, "0:00")]
    public void The_time_left_follows_from_the_bytes_left(long bytes, int seconds, string left)
    {
        var progress = new ImportProgress(1000, 1, bytes, TimeSpan.FromSeconds(seconds), 1, 100_000_000, IsCounted: true);
        Assert.EndsWith($", {left} left", progress.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($"  {left} left", progress.ToBar(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_a_log_and_the_bar_of_a_terminal_say_the_same()
    {
        var progress = new ImportProgress(1_234_500, 3, 50_000_000, TimeSpan.FromSeconds(10), 12, 200_000_000, IsCounted: true);
        Assert.Equal("Reading     1,234,500 rows of 3 of 12 files, 50 of 200 MB, 123,450 rows/s, 0:30 left", progress.ToString());
        Assert.Equal("[#####.................]  25 %  1,234,500 rows  123,450/s  file 3/12  0:30 left", progress.ToBar());
    }

    [Fact]
    public void Before_all_is_counted_or_anything_read_no_time_is_told()
    {
        var progress = new ImportProgress(1_234_500, 3, 50_000_000, TimeSpan.FromSeconds(10), 12, 200_000_000, IsCounted: false);
        Assert.Equal("Reading     1,234,500 rows of 3 files, 50 MB, 123,450 rows/s", progress.ToString());
        Assert.Equal("Reading  1,234,500 rows  123,450/s  file 3  50 MB", progress.ToBar());
        Assert.Null((progress with { IsCounted = true, Bytes = 0 }).Left);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(999_999_999_999, 999_999)]
    [InlineData(9_999_999_999, 1_000_000)]
    public void The_bar_stays_within_a_line_whatever_the_numbers(long rows, long files)
    {
        foreach (var part in new[] { 0, 0.001, 0.5, 0.999, 1 })
        {
            var progress = new ImportProgress(rows, files, (long)(1e15 * part), TimeSpan.FromHours(90 * part), files, 1_000_000_000_000_000, IsCounted: true);
            Assert.InRange(progress.ToBar().Length, 30, ImportProgress.Width);
            Assert.InRange((progress with { IsCounted = false }).ToBar().Length, 20, ImportProgress.Width);
        }
    }
}
