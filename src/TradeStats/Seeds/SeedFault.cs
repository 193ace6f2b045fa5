namespace TradeStats.Seeds;

/// <summary>One thing that is wrong with the seeds, where it is and what would be right.</summary>
/// <param name="File">The file within the seed folder, as <c>articles/x.json</c>.</param>
/// <param name="Line">The line of that file, counted from 1; null where the fault is of the file as a whole.</param>
/// <param name="Figure">The id of the figure; null where the fault is of none, or of one without an id.</param>
/// <param name="Field">The property, as <c>VN.memberOf[0].from</c>; <c>folder</c>, <c>file</c> or <c>json</c> where there is none.</param>
/// <param name="Found">What stands there: texts in quotation marks, <c>nothing</c> where nothing does.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record SeedFault(string File, int? Line, string? Figure, string Field, string Found, string Expected)
{
    /// <summary>The fault in one line, as <c>articles/x.json:12, figure x-03, period: found "2024-13", expected a period ...</c>.</summary>
    public override string ToString()
    {
        var line = Line is { } number ? FormattableString.Invariant($":{number}") : "";
        var figure = Figure is null ? "" : $", figure {Figure}";
        return $"{File}{line}{figure}, {Field}: found {Found}, expected {Expected}";
    }
}
