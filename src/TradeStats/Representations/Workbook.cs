using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace TradeStats.Representations;

/// <summary>
/// Writes an Excel workbook from its first cell to its last, one sheet after the other: SpreadsheetML (ECMA-376, part 1, chapter 18). Nothing is kept but the row at hand, and the same
/// cells give the same bytes. No cell is ever a formula.
/// </summary>
internal sealed class Workbook : IAsyncDisposable
{
    /// <summary>The rows that a sheet holds.</summary>
    public const int MostRows = 1_048_576;

    // The characters that a cell holds.
    private const int MostCharacters = 32_767;

    private const double NarrowestColumn = 8;
    private const double WidestColumn = 60;

    private readonly ZipArchive _zip;
    private readonly DateTimeOffset _made;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _letters = [];
    private XmlWriter? _sheet;
    private bool _isTable;
    private int _begun;
    private int _row;
    private int _column;

    private Workbook(ZipArchive zip, DateTimeOffset made, CancellationToken cancellation) => (_zip, _made, _cancellation) = (zip, made, cancellation);

    /// <summary>The cells that had to be cut because they are longer than a cell can be.</summary>
    public int CutCells { get; private set; }

    /// <summary>Begins a workbook.</summary>
    /// <param name="output">Where to; it is left open.</param>
    /// <param name="title">The title among the properties of the document.</param>
    /// <param name="made">When it was made, as far as it says.</param>
    /// <param name="sheets">The names of its sheets, each of which is to be written in this order.</param>
    /// <param name="cancellation">Ends the work when nobody waits for it.</param>
    public static async Task<Workbook> CreateAsync(Stream output, string title, DateTimeOffset made, IReadOnlyList<string> sheets, CancellationToken cancellation)
    {
        var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
        var workbook = new Workbook(zip, made, cancellation);
        foreach (var (path, content) in WorkbookParts.Of(title, made, sheets))
        {
            await using var part = await workbook.OpenAsync(path);
            await part.WriteAsync(Encoding.UTF8.GetBytes(content), cancellation);
        }
        return workbook;
    }

    /// <summary>The width of a column, in characters, that shows most of some texts.</summary>
    public static double Width(IEnumerable<string?> texts) => Math.Clamp(texts.Max(text => text?.Length ?? 0) + 3, NarrowestColumn, WidestColumn);

    /// <summary>Begins the next sheet.</summary>
    /// <param name="widths">The widths of its columns, in characters.</param>
    /// <param name="isTable">Whether its first row is the head of all others, which stays in view and filters them.</param>
    public async Task BeginSheetAsync(IReadOnlyList<double> widths, bool isTable)
    {
        (_row, _isTable) = (0, isTable);
        _sheet = XmlWriter.Create(await OpenAsync($"xl/worksheets/sheet{++_begun}.xml"), new() { Encoding = new UTF8Encoding(false), CloseOutput = true, CheckCharacters = false });
        _sheet.WriteStartDocument(standalone: true);
        _sheet.WriteStartElement("worksheet", WorkbookParts.Main);
        _sheet.WriteStartElement("sheetViews");
        _sheet.WriteStartElement("sheetView");
        _sheet.WriteAttributeString("workbookViewId", "0");
        if (isTable)
            _sheet.WriteRaw("""<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>""");
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        _sheet.WriteStartElement("cols");
        for (var i = 0; i < widths.Count; i++)
            _sheet.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{widths[i]}" customWidth="1"/>"""));
        _sheet.WriteEndElement();
        _sheet.WriteStartElement("sheetData");
    }

    /// <summary>Begins the next row.</summary>
    public void BeginRow()
    {
        _cancellation.ThrowIfCancellationRequested();
        (_row, _column) = (_row + 1, 0);
        _sheet!.WriteStartElement("row");
        _sheet.WriteAttributeString("r", _row.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Leaves the next cell empty.</summary>
    public void Skip() => _column++;

    /// <summary>A number, with a format that shows each of its places. A spreadsheet calculates with 15 digits; the cell holds them all.</summary>
    /// <param name="number">The number.</param>
    /// <param name="isGrouped">Whether its thousands are set apart.</param>
    public void Add(decimal number, bool isGrouped)
    {
        Begin(null, WorkbookParts.NumberStyle(number.Scale, isGrouped));
        _sheet!.WriteElementString("v", number.ToString(CultureInfo.InvariantCulture));
        _sheet.WriteEndElement();
    }

    /// <summary>True or false.</summary>
    public void Add(bool flag)
    {
        Begin("b", WorkbookParts.PlainStyle);
        _sheet!.WriteElementString("v", flag ? "1" : "0");
        _sheet.WriteEndElement();
    }

    /// <summary>A text, which no spreadsheet takes for anything else, even when it is edited.</summary>
    public void Add(string text) => Add(text, text is ['=' or '+' or '-' or '@', ..] ? WorkbookParts.QuotedStyle : WorkbookParts.PlainStyle);

    /// <summary>A text in bold.</summary>
    public void AddHeading(string text) => Add(text, WorkbookParts.HeadingStyle);

    /// <summary>Ends the row.</summary>
    public void EndRow() => _sheet!.WriteEndElement();

    /// <summary>Ends the sheet.</summary>
    /// <param name="columns">The number of its columns.</param>
    public void EndSheet(int columns)
    {
        _sheet!.WriteEndElement();
        if (_isTable)
        {
            _sheet.WriteStartElement("autoFilter");
            _sheet.WriteAttributeString("ref", string.Create(CultureInfo.InvariantCulture, $"A1:{Letters(columns - 1)}{_row}"));
            _sheet.WriteEndElement();
        }
        _sheet.WriteEndDocument();
        _sheet.Dispose();
        _sheet = null;
    }

    /// <summary>Ends the workbook.</summary>
    public async ValueTask DisposeAsync()
    {
        _sheet?.Dispose();
        await _zip.DisposeAsync();
    }

    private void Add(string text, int style)
    {
        if (text.Length > MostCharacters)
        {
            CutCells++;
            text = text[..(MostCharacters - 1)] + "…";
        }
        Begin("inlineStr", style);
        _sheet!.WriteStartElement("is");
        _sheet.WriteStartElement("t");
        _sheet.WriteAttributeString("xml", "space", null, "preserve");
        _sheet.WriteString(WorkbookParts.Escape(text));
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }

    private void Begin(string? type, int style)
    {
        _sheet!.WriteStartElement("c");
        _sheet.WriteAttributeString("r", Letters(_column++) + _row.ToString(CultureInfo.InvariantCulture));
        if (style != WorkbookParts.PlainStyle)
            _sheet.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        if (type is not null)
            _sheet.WriteAttributeString("t", type);
    }

    // A to Z, AA to ZZ and so on: there is no digit for nothing.
    private string Letters(int column)
    {
        while (_letters.Count <= column)
        {
            var name = "";
            for (var rest = _letters.Count; rest >= 0; rest = (rest / 26) - 1)
                name = (char)('A' + (rest % 26)) + name;
            _letters.Add(name);
        }
        return _letters[column];
    }

    private async Task<Stream> OpenAsync(string path)
    {
        var part = _zip.CreateEntry(path, CompressionLevel.Optimal);
        part.LastWriteTime = ZipTimes.Of(_made);
        return await part.OpenAsync(_cancellation);
    }
}
