using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TradeStats.Tests.Imports;

/// <summary>Small files in the layouts of UN Comtrade, with made-up numbers.</summary>
internal static class Comtrade
{
    /// <summary>The columns of a web download, in its order.</summary>
    public static readonly IReadOnlyList<string> Web = (
        "typeCode freqCode refPeriodId refYear refMonth period reporterCode reporterISO reporterDesc flowCode flowDesc partnerCode partnerISO partnerDesc partner2Code partner2ISO "
        + "partner2Desc classificationCode classificationSearchCode isOriginalClassification cmdCode cmdDesc aggrLevel isLeaf customsCode customsDesc mosCode motCode motDesc "
        + "qtyUnitCode qtyUnitAbbr qty isQtyEstimated altQtyUnitCode altQtyUnitAbbr altQty isAltQtyEstimated netWgt isNetWgtEstimated grossWgt isGrossWgtEstimated cifvalue "
        + "fobvalue primaryValue legacyEstimationFlag isReported isAggregate").Split(' ');

    /// <summary>The columns of a bulk file, in its order.</summary>
    public static readonly IReadOnlyList<string> Bulk = (
        "datasetCode typeCode freqCode refPeriodId refYear refMonth period reporterCode flowCode partnerCode partner2Code classificationSearchCode classificationCode "
        + "isOriginalClassification cmdCode customsCode mosCode motCode qtyUnitCode qty isQtyEstimated altQtyUnitCode altQty isAltQtyEstimated netWgt isnetWgtEstimated grossWgt "
        + "isgrossWgtEstimated CIFValue FOBValue primaryValue legacyEstimationFlag isReported isAggregate").Split(' ');

    /// <summary>A row: China's imports of headings 8542 from Malaysia in 2024 for 1000 dollars, with some fields changed, as <c>flowCode=X</c>.</summary>
    public static Dictionary<string, string> Row(params IReadOnlyList<string> changes)
    {
        var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["typeCode"] = "C",
            ["freqCode"] = "A",
            ["refMonth"] = "52",
            ["period"] = "2024",
            ["reporterCode"] = "156",
            ["flowCode"] = "M",
            ["partnerCode"] = "458",
            ["partner2Code"] = "0",
            ["classificationCode"] = "H6",
            ["classificationSearchCode"] = "HS",
            ["isOriginalClassification"] = "true",
            ["cmdCode"] = "8542",
            ["cmdDesc"] = "Circuits, made up",
            ["customsCode"] = "C00",
            ["mosCode"] = "0 ",
            ["motCode"] = "0",
            ["primaryValue"] = "1000",
        };
        foreach (var change in changes)
            row[change.Split('=')[0]] = change.Split('=', 2)[1];
        return row;
    }

    /// <summary>A web download: quoted where there is something, a comma at the end of each data line.</summary>
    public static string WebCsv(params IReadOnlyList<Dictionary<string, string>> rows) => string.Concat(
        [string.Join(',', Web) + "\n", .. rows.Select(row => string.Join(',', Web.Select(name => row.TryGetValue(name, out var value) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : "")) + ",\n")]);

    /// <summary>Plain lines of some columns.</summary>
    public static string Lines(char separator, IReadOnlyList<string> columns, params IReadOnlyList<Dictionary<string, string>> rows) => string.Concat(
        [string.Join(separator, columns) + "\r\n", .. rows.Select(row => string.Join(separator, columns.Select(name => Quoted(row.GetValueOrDefault(name, ""), separator))) + "\r\n")]);

    /// <summary>A bulk file.</summary>
    public static byte[] BulkFile(params IReadOnlyList<Dictionary<string, string>> rows) => Gzip(Encoding.UTF8.GetBytes(Lines('\t', Bulk, rows)));

    /// <summary>An answer of the API.</summary>
    public static string Json(params IReadOnlyList<Dictionary<string, string>> rows) =>
        $"{{\n  \"elapsedTime\": \"0.1 secs\",\n  \"count\": {rows.Count.ToString(CultureInfo.InvariantCulture)},\n  \"data\": [\n{string.Join(",\n", rows.Select(Object))}\n  ],\n  \"error\": \"\"\n}}\n";

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static string Quoted(string value, char separator) =>
        value.Contains(separator, StringComparison.Ordinal) || value.Contains('"', StringComparison.Ordinal) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static string Object(Dictionary<string, string> row) =>
        "    {\n" + string.Join(",\n", row.Select(field => $"      \"{field.Key}\": {(field.Key is "period" or "cmdCode" or "mosCode" or "cmdDesc" or "flowCode" or "typeCode" or "freqCode" or "customsCode" || field.Key.StartsWith("class", StringComparison.Ordinal) ? $"\"{field.Value}\"" : field.Value)}")) + "\n    }";
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class ImportFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tradestats-import-").FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
