using TradeStats.Imports;
using Xunit;

namespace TradeStats.Tests.Imports;

/// <summary>What lies ahead is counted as reading will find it.</summary>
public sealed class FilesAheadTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_and_sizes_of_files_folders_and_patterns_are_added_up()
    {
        foreach (var (name, length) in new[] { ("a.csv", 10), ("in/b.csv", 200), ("in/deep/c.gz", 3000), ("in/d.txt", 40_000) })
            _folder.Write(name, new byte[length]);
        string[] arguments = [Path.Combine(_folder.Path, "a.csv"), Path.Combine(_folder.Path, "in/**/*.csv"), Path.Combine(_folder.Path, "in"), Path.Combine(_folder.Path, "none.csv")];
        var ahead = new FilesAhead();
        ahead.Count(arguments, TestContext.Current.CancellationToken);
        Assert.Equal((5, 43_410, true), (ahead.Files, ahead.Bytes, ahead.IsCounted));
        Assert.Equal((ahead.Files, ahead.Bytes), FileSearch.Find(arguments, _ => { }).Aggregate((0L, 0L), (sum, file) => (sum.Item1 + 1, sum.Item2 + file.Length)));
    }

    [Fact]
    public void What_has_no_size_or_was_not_counted_to_the_end_tells_no_whole()
    {
        var (empty, ended) = (new FilesAhead(), new FilesAhead());
        // Like a pipe, an empty file that is named has no size.
        empty.Count([_folder.Write("a.csv", "")], TestContext.Current.CancellationToken);
        Assert.Equal((1, false), (empty.Files, empty.IsCounted));
        ended.Count([_folder.Path], new CancellationToken(canceled: true));
        Assert.Equal((0, false), (ended.Files, ended.IsCounted));
    }
}
