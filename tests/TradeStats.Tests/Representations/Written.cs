using System.IO.Pipelines;
using System.Text;
using TradeStats.Representations;
using TradeStats.Tests.Trade;
using TradeStats.Trade;

namespace TradeStats.Tests.Representations;

/// <summary>A row with a cell of each type, and what a format makes of some.</summary>
internal sealed record Written(
    string? Text = null, decimal? Number = null, bool? Flag = null, Period? Months = null, Flow? Flow = null, IReadOnlyList<string>? Codes = null, IReadOnlyList<string>? Names = null)
{
    public static readonly Meta Meta = new("articles", "0123456789ab", DateTimeOffset.UnixEpoch, "Rows of all types", "written?dataset=articles", "http://host/v1/written", "http://host", null);

    public static readonly IReadOnlyList<Column<Written>> Columns =
    [
        new("text", ColumnType.Text, null, "", (row, _) => Cell.Of(row.Text), IsNullable: true),
        new("number", ColumnType.Number, null, "", (row, _) => Cell.Of(row.Number), IsNullable: true),
        new("flag", ColumnType.Boolean, null, "", (row, _) => Cell.Of(row.Flag), IsNullable: true),
        new("period", ColumnType.Period, null, "", (row, _) => Cell.Of(row.Months), IsNullable: true),
        new("flow", ColumnType.Text, null, "", (row, _) => Cell.Word(row.Flow), IsNullable: true, Words: Words<Flow>.All),
        new("codes", ColumnType.List, null, "", (row, _) => Cell.Of(row.Codes ?? [])),
        new("names", ColumnType.Texts, null, "", (row, _) => Cell.Of(row.Names ?? [])),
    ];

    public static readonly Table<Written> Table = new("written", "A row with a cell of each type.", Columns, ["text"], row => row.Codes ?? []);

    public static Task<string> AsAsync(StreamFormat format, params Written[] rows) => AsAsync(format, Of(rows));

    public static Task<string> AsAsync(StreamFormat format, IReadOnlyList<Column<Written>> columns, params Written[] rows) => AsAsync(format, Of(rows) with { Columns = columns });

    public static async Task<string> AsAsync(StreamFormat format, Selection<Written> selection)
    {
        using var stream = new MemoryStream();
        var output = PipeWriter.Create(stream);
        var count = await format.WriteAsync(output, selection, CancellationToken.None);
        await output.CompleteAsync();
        var rows = await selection.Rows.CountAsync();
        return count == rows ? Encoding.UTF8.GetString(stream.ToArray()) : throw new InvalidOperationException($"{count} rows were counted, not {rows}");
    }

    public static async Task<byte[]> AsBytesAsync(FileFormat format, Selection<Written> selection)
    {
        using var stream = new MemoryStream();
        await format.WriteAsync(stream, selection, CancellationToken.None);
        return stream.ToArray();
    }

    public static Task<byte[]> AsBytesAsync(FileFormat format, params IReadOnlyList<Written> rows) => AsBytesAsync(format, Of(rows));

    public static Selection<Written> Of(params IReadOnlyList<Written> rows) =>
        new(Table, Columns, rows.ToAsyncEnumerable(), SmallCatalogue.Whole, Meta, () => Task.FromResult<IReadOnlyList<string>>([]));
}
