using System.Buffers;
using System.Globalization;
using System.Security;
using System.Text;

namespace TradeStats.Representations;

/// <summary>The parts of an Excel workbook beside its sheets, and what the sheets refer to in them.</summary>
internal static class WorkbookParts
{
    /// <summary>The namespace of SpreadsheetML.</summary>
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The style of a cell like any other.</summary>
    public const int PlainStyle = 0;

    /// <summary>The style of a heading.</summary>
    public const int HeadingStyle = 1;

    /// <summary>The style of a text that would be a formula if it were typed in.</summary>
    public const int QuotedStyle = 2;

    private const int FirstNumberStyle = 3;

    // A decimal has no more places; Excel shows up to 30.
    private const int MostPlaces = 28;

    // The numbers below are built into Excel.
    private const int FirstNumberFormat = 164;

    private const string Header = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string SpreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string CoreType = "application/vnd.openxmlformats-package.core-properties+xml";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    // What may have to be escaped, beside surrogates.
    private static readonly SearchValues<char> Suspects = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '_', '\uFFFE', '\uFFFF']);

    /// <summary>The style of numbers with some places.</summary>
    public static int NumberStyle(int places, bool isGrouped) => FirstNumberStyle + (2 * places) + (isGrouped ? 1 : 0);

    /// <summary>The parts, by their paths in the package.</summary>
    public static IEnumerable<(string Path, string Content)> Of(string title, DateTimeOffset made, IReadOnlyList<string> sheets)
    {
        yield return ("[Content_Types].xml", Header + $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{SpreadsheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{SpreadsheetType}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="{CoreType}"/>{Each(sheets, (_, place) => $"""<Override PartName="/xl/worksheets/sheet{place}.xml" ContentType="{SpreadsheetType}.worksheet+xml"/>""")}</Types>
            """);
        yield return ("_rels/.rels", Header + $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{Package}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
            """);
        yield return ("docProps/core.xml", Header + Core(title, made));
        yield return ("xl/workbook.xml", Header + $"""
            <workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{Each(sheets, (name, place) => $"""<sheet name="{SecurityElement.Escape(name)}" sheetId="{place}" r:id="rId{place}"/>""")}</sheets></workbook>
            """);
        yield return ("xl/_rels/workbook.xml.rels", Header + $"""
            <Relationships xmlns="{Package}/relationships">{Each(sheets, (_, place) => $"""<Relationship Id="rId{place}" Type="{Office}/worksheet" Target="worksheets/sheet{place}.xml"/>""")}<Relationship Id="styles" Type="{Office}/styles" Target="styles.xml"/></Relationships>
            """);
        yield return ("xl/styles.xml", Header + Styles());
    }

    /// <summary>
    /// A text as SpreadsheetML holds it: what XML cannot hold, and a text that looks like its escape, as <c>_x000D_</c> (ECMA-376, part 1, 22.9.2.19); half a surrogate pair as U+FFFD.
    /// </summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspects) && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                escaped.Append(character).Append(text[++i]);
            else if (char.IsSurrogate(character))
                escaped.Append('\uFFFD');
            else if (character is (< ' ' and not ('\t' or '\n')) or '\uFFFE' or '\uFFFF')
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)character:X4}_");
            else if (character is '_' && IsEscape(text, i))
                escaped.Append("_x005F_");
            else
                escaped.Append(character);
        }
        return escaped.ToString();
    }

    private static bool IsEscape(string text, int at) =>
        at + 6 < text.Length && text[at + 1] is 'x' && text[at + 6] is '_' && !text.AsSpan(at + 2, 4).ContainsAnyExcept(HexDigits);

    private static string Each(IReadOnlyList<string> sheets, Func<string, int, string> write) => string.Concat(sheets.Select((name, i) => write(name, i + 1)));

    private static string Core(string title, DateTimeOffset made)
    {
        var time = made.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"""
            <cp:coreProperties xmlns:cp="{Package}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{SecurityElement.Escape(title)}</dc:title><dc:creator>TradeStats</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>
            """;
    }

    // One format for each number of places, plain and with thousands set apart: Excel's General would show 6990000000000 as 6.99E+12, and 9.0 as 9.
    private static string Styles()
    {
        var formats = new StringBuilder();
        var styles = new StringBuilder();
        for (var i = 0; i < 2 * (MostPlaces + 1); i++)
        {
            var code = (i % 2 == 0 ? "0" : "#,##0") + (i < 2 ? "" : "." + new string('0', i / 2));
            formats.Append(CultureInfo.InvariantCulture, $"""<numFmt numFmtId="{FirstNumberFormat + i}" formatCode="{code}"/>""");
            styles.Append(CultureInfo.InvariantCulture, $"""<xf numFmtId="{FirstNumberFormat + i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>""");
        }
        var count = 2 * (MostPlaces + 1);
        const string font = """<sz val="11"/><name val="Calibri"/><family val="2"/>""";
        return string.Create(CultureInfo.InvariantCulture, $"""
            <styleSheet xmlns="{Main}"><numFmts count="{count}">{formats}</numFmts><fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{count + FirstNumberStyle}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>{styles}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """);
    }
}
