using System.Text.Json.Serialization;
using TradeStats.Trade;

namespace TradeStats.Store;

internal sealed class StoredDataset
{
    public short Id { get; init; }
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Version { get; init; }
    public DateTimeOffset Loaded { get; init; }
    public long ObservationCount { get; init; }
    public long FigureCount { get; init; }
    public string? FirstPeriod { get; init; }
    public string? LastPeriod { get; init; }
    public required short[] Frequencies { get; init; }
    public required string[] Currencies { get; init; }
    public required string Licence { get; init; }
    public string? MadeFrom { get; init; }
}

internal sealed class StoredArea
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public AreaKind Kind { get; init; }
    public string? Alpha3 { get; init; }
    public string? M49 { get; init; }
    public required string[] Spellings { get; init; }
    public required List<StoredMembership> MemberOf { get; init; }
}

// JSON within a row, whose names are not those of columns.
internal sealed class StoredMembership
{
    [JsonPropertyName(nameof(Group))]
    public required string Group { get; init; }

    [JsonPropertyName(nameof(From))]
    public DateOnly? From { get; init; }

    [JsonPropertyName(nameof(Until))]
    public DateOnly? Until { get; init; }
}

internal sealed class StoredCommodity
{
    public required string Code { get; init; }
    public short Dataset { get; init; }
    public required string Name { get; init; }
    public required string Classification { get; init; }
    public string? Parent { get; init; }
}

internal sealed class StoredEdition
{
    public short Dataset { get; init; }
    public required string Reporter { get; init; }
    public short PeriodStart { get; init; }
    public short PeriodMonths { get; init; }
    public short Edition { get; init; }
    public bool Original { get; init; }
}

internal sealed class StoredSource
{
    public required string Id { get; init; }
    public short Dataset { get; init; }
    public required string Title { get; init; }
    public required string Publisher { get; init; }
    public bool PublisherInferred { get; init; }
    public string? Author { get; init; }
    public required string Published { get; init; }
    public bool PublishedInferred { get; init; }
    public required string DateEvidence { get; init; }
    public DateOnly PublishedBy { get; init; }
    public required string Document { get; init; }
    public string? Url { get; init; }
    public required string[] AlsoIn { get; init; }
}

internal sealed class StoredFigure
{
    public required string Id { get; init; }
    public short Dataset { get; init; }
    public required string Source { get; init; }
    public int Line { get; init; }
    public Measure Measure { get; init; }
    public required string Indicator { get; init; }
    public required string Reporter { get; init; }
    public required string Partner { get; init; }
    public string? Entity { get; init; }
    public Flow? Flow { get; init; }
    public required string Commodity { get; init; }
    public short PeriodStart { get; init; }
    public short PeriodMonths { get; init; }
    public bool PeriodInferred { get; init; }
    public required string Unit { get; init; }
    public string? Currency { get; init; }
    public decimal Number { get; init; }
    public decimal? Low { get; init; }
    public decimal? High { get; init; }
    public Qualifier Qualifier { get; init; }
    public string? Of { get; init; }
    public short? BaseStart { get; init; }
    public short? BaseMonths { get; init; }
    public required string AsPrinted { get; init; }
    public bool Conversion { get; init; }
    public string? AttributedTo { get; init; }
    public string? Note { get; init; }
}

internal sealed class StoredObservation
{
    public short Dataset { get; init; }
    public required string Reporter { get; init; }
    public required string Partner { get; init; }
    public Flow Flow { get; init; }
    public required string Commodity { get; init; }
    public short PeriodStart { get; init; }
    public short PeriodMonths { get; init; }
    public required string Currency { get; init; }
    public Measure Measure { get; init; }
    public required string Against { get; init; }
    public decimal? Number { get; init; }
    public decimal? Low { get; init; }
    public decimal? High { get; init; }
    public Qualifier Qualifier { get; init; }
    public Method Method { get; init; }
    public bool Disputed { get; init; }
    public string[]? Figures { get; init; }
    public Method? Origin { get; init; }
    public string? Basis { get; init; }
    public SumOf? SumOf { get; init; }
    public short? Parts { get; init; }
    public string[]? Missing { get; init; }
    public DateOnly KnownFrom { get; init; }
    public DateOnly? KnownUntil { get; init; }
}

internal sealed class StoredCheck
{
    public required string Id { get; init; }
    public short Dataset { get; init; }
    public CheckKind Kind { get; init; }
    public required string Reporter { get; init; }
    public required string Partner { get; init; }
    public Flow Flow { get; init; }
    public required string Commodity { get; init; }
    public short PeriodStart { get; init; }
    public short PeriodMonths { get; init; }
    public required string Currency { get; init; }
    public required string Statement { get; init; }
    public decimal? Expected { get; init; }
    public decimal? Low { get; init; }
    public decimal? High { get; init; }
    public Qualifier Qualifier { get; init; }
    public decimal? Actual { get; init; }
    public Verdict Verdict { get; init; }
    public required string[] Figures { get; init; }
    public DateOnly KnownFrom { get; init; }
    public DateOnly? KnownUntil { get; init; }
}
