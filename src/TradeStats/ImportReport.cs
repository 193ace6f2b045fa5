using TradeStats.Imports;
using TradeStats.Store;
using TradeStats.Trade;
using static System.FormattableString;

namespace TradeStats;

/// <summary>What an import says when it has ended: what became of every row.</summary>
/// <param name="Arguments">What was asked for.</param>
/// <param name="Files">What was read.</param>
/// <param name="Outcome">What was made of the dataset.</param>
/// <param name="ReadIn">The time until all was read.</param>
/// <param name="Elapsed">The time until all was written.</param>
/// <param name="LeftOut">The rows that were sound, in files that were not.</param>
/// <param name="FaultyPlaces">The files and folders rejected; null where nothing at all was rejected.</param>
/// <param name="IsKept">Whether the dataset was kept although it was to be replaced.</param>
internal sealed record ImportReport(
    ImportArguments Arguments, TableFiles Files, ImportOutcome Outcome, TimeSpan ReadIn, TimeSpan Elapsed, long LeftOut, long? FaultyPlaces, bool IsKept)
{
    /// <summary>The report, line by line.</summary>
    public IEnumerable<string> Lines()
    {
        yield return Invariant($"Read        {Files.Rows:N0} rows of {Files.Files:N0} files in {ReadIn.TotalSeconds:N1} s, {Files.Rows / Math.Max(ReadIn.TotalSeconds, 0.001):N0} rows/s");
        if (Files.LeftAlone > 0)
            yield return Invariant($"Left alone  {Files.LeftAlone:N0} files that are no tables of UN Comtrade");
        foreach (var reason in Enum.GetValues<Skipped>())
        {
            if (CountOf(reason) is > 0 and var count)
                yield return Invariant($"Skipped     {count:N0} {Words<Skipped>.Of(reason)}");
        }
        if (LeftOut > 0)
            yield return Invariant($"Left out    {LeftOut:N0} rows of files that could not be read to their end");
        if (FaultyPlaces is { } faulty)
            yield return Invariant($"Rejected    {Files.Rejected + Outcome.Contradicting:N0} rows and {faulty:N0} files or folders, listed in {Arguments.RejectedFile}");
        if (IsKept)
            yield return $"Kept        the dataset {Arguments.Dataset} is as it was: --replace needs files without a fault, and at least one value";
        var would = Arguments.IsDry || IsKept ? "would be " : "";
        yield return Invariant($"Loaded      {Outcome.Cells:N0} exports and imports, {Outcome.Written:N0} of them {would}new or changed, {Outcome.Removed:N0} {would}removed, in {Elapsed.TotalSeconds:N1} s");
        yield return $"Dataset     {Arguments.Dataset}, {Ending()}";
    }

    private long CountOf(Skipped reason) => reason switch
    {
        Skipped.OtherEdition => Outcome.OtherEdition,
        Skipped.SameAgain => Outcome.SameAgain,
        _ => Files.SkippedFor(reason),
    };

    private string Ending() => Outcome.Version switch
    {
        _ when Arguments.IsDry => "not written (--dry-run)",
        null => "not made",
        var version => $"version {version}, {(Outcome.IsChanged && !IsKept ? "loaded now" : "as before")}",
    };
}
