using TradeStats.Imports;
using TradeStats.Store;
using TradeStats.Trade;
using static System.FormattableString;

namespace TradeStats;

/// <summary>What an import says when it has ended: what became of every row.</summary>
/// <param name="Arguments">What was asked for.</param>
/// <param name="Files">What was read.</param>
/// <param name="Outcome">What was made of the dataset.</param>
internal sealed record ImportReport(ImportArguments Arguments, TableFiles Files, ImportOutcome Outcome)
{
    /// <summary>The time until all was read.</summary>
    public required TimeSpan ReadIn { get; init; }

    /// <summary>The time until all was written.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The rows that were sound, in files that were not.</summary>
    public required long LeftOut { get; init; }

    /// <summary>The files and folders rejected; null where nothing at all was rejected.</summary>
    public required long? FaultyPlaces { get; init; }

    /// <summary>Whether the dataset was kept although it was to be replaced.</summary>
    public required bool IsKept { get; init; }

    /// <summary>The computed rows that say otherwise than what follows; null where they were not compared to the end.</summary>
    public required long? Otherwise { get; init; }

    /// <summary>The report, line by line.</summary>
    public IEnumerable<string> Lines()
    {
        yield return Invariant($"Read        {Files.Rows:N0} rows of {Files.Files:N0} files in {ReadIn.TotalSeconds:N1} s, {Files.Rows / Math.Max(ReadIn.TotalSeconds, 0.001):N0} rows/s");
        if (Files.LeftAlone > 0)
            yield return Invariant($"Left alone  {Files.LeftAlone:N0} files that are {(Arguments.Kind is ImportKind.Comtrade ? "no tables of UN Comtrade" : "no CSV of /v1/totals")}: {string.Join(", ", Files.FirstLeftAlone)}{(Files.LeftAlone > Files.FirstLeftAlone.Count ? ", ..." : "")}");
        foreach (var reason in Enum.GetValues<Skipped>())
        {
            if (CountOf(reason) is > 0 and var count)
                yield return Invariant($"Skipped     {count:N0} {Words<Skipped>.Of(reason)}");
        }
        if (Files.SkippedFor(Skipped.Computed) is > 0 and var computed)
            yield return Otherwise is { } otherwise ? Invariant($"Compared    {computed:N0} computed rows with what follows, {otherwise:N0} say otherwise") : Invariant($"Compared    none of {computed:N0} computed rows: {(Arguments.IsDry || IsKept ? "nothing was written" : "it was stopped, after all was loaded")}");
        if (Files.WithFigures + Files.Disputed > 0)
            yield return Invariant($"Not carried the figures behind {Files.WithFigures:N0} rows and that {Files.Disputed:N0} are disputed: a CSV names figures, but does not hold them");
        if (LeftOut > 0)
            yield return Invariant($"Left out    {LeftOut:N0} rows of files that could not be read to their end");
        if (FaultyPlaces is { } faulty)
            yield return Invariant($"Rejected    {Files.Rejected + Outcome.Contradicting + (Otherwise ?? 0):N0} rows and {faulty:N0} files or folders, listed in {Arguments.RejectedFile}");
        if (IsKept)
            yield return $"Kept        the dataset {Arguments.Dataset} is as it was: --replace needs files without a fault, and at least one value";
        var would = Arguments.IsDry || IsKept ? "would be " : "";
        yield return Invariant($"Loaded      {Outcome.Cells:N0} {(Arguments.Kind is ImportKind.Comtrade ? "exports and imports" : "published values")}, {Outcome.Written:N0} of them {would}new or changed, {Outcome.Removed:N0} {would}removed, in {Elapsed.TotalSeconds:N1} s");
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
