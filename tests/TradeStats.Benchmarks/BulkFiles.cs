using System.Globalization;
using System.IO.Compression;
using System.Text;
using TradeStats.Store;

namespace TradeStats.Benchmarks;

/// <summary>
/// Bulk files as UN Comtrade gives them, a reporter and year each: lines with tabs, in gzip, with made-up numbers. A reporter trades with its neighbours in the list, who
/// report too, and with the world.
/// </summary>
internal static class BulkFiles
{
    private const int Years = 5;
    private const int Neighbours = 10;

    private const string Columns = "datasetCode\ttypeCode\tfreqCode\trefPeriodId\trefYear\trefMonth\tperiod\treporterCode\tflowCode\tpartnerCode\tpartner2Code\tclassificationSearchCode\t"
        + "classificationCode\tisOriginalClassification\tcmdCode\tcustomsCode\tmosCode\tmotCode\tqtyUnitCode\tqty\tisQtyEstimated\taltQtyUnitCode\taltQty\tisAltQtyEstimated\tnetWgt\t"
        + "isnetWgtEstimated\tgrossWgt\tisgrossWgtEstimated\tCIFValue\tFOBValue\tprimaryValue\tlegacyEstimationFlag\tisReported\tisAggregate\r\n";

    /// <summary>Writes files of about as many lines as told.</summary>
    public static async Task WriteAsync(Database database, string folder, long lines)
    {
        Directory.CreateDirectory(folder);
        var reporters = await Codes.ReportersAsync(database);
        var count = (int)Math.Max(1, lines / (reporters.Count * Years * 2 * ((2 * Neighbours) + 1)));
        var commodities = Shape.Commodities(count - 1).Append("TOTAL").Order(StringComparer.Ordinal).ToList();
        var random = new Random(1);
        for (var place = 0; place < reporters.Count; place++)
        {
            string[] partners = ["0", .. Enumerable.Range(-Neighbours, (2 * Neighbours) + 1).Where(step => step != 0).Select(step => Number(reporters[(place + step + reporters.Count) % reporters.Count].M49))];
            for (var year = Shape.LastYear - Years + 1; year <= Shape.LastYear; year++)
                await WriteAsync(folder, Number(reporters[place].M49), year, partners, commodities, random);
        }
    }

    private static async Task WriteAsync(string folder, string reporter, int year, string[] partners, List<string> commodities, Random random)
    {
        await using var file = File.Create(Path.Combine(folder, FormattableString.Invariant($"COMTRADE-FINAL-CA{reporter}{year}H6.txt.gz")));
        await using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        await using var text = new StreamWriter(gzip, new UTF8Encoding(false));
        await text.WriteAsync(Columns);
        foreach (var flow in (string[])["M", "X"])
        {
            foreach (var partner in partners)
            {
                foreach (var commodity in commodities)
                {
                    var value = random.NextInt64(100_000, 100_000_000_000);
                    await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"2{reporter}{year}\tC\tA\t{year}0101\t{year}\t52\t{year}\t{reporter}\t{flow}\t{partner}\t0\tHS\tH6\tTrue\t{commodity}\tC00\t0\t0\t"
                        + $"8\t{value / 300}.0\tFalse\t-1\t0.0\tFalse\t{value / 300}.0\tFalse\t0.0\tFalse\t{(flow == "M" ? $"{value / 100}.{(value % 9) + 11}" : "")}\t{value / 101}.0\t{value / 100}.{(value % 9) + 11}\t0\tTrue\tFalse\r\n"));
                }
            }
        }
    }

    // Without the zeros in front that M49 has.
    private static string Number(string m49) => m49.TrimStart('0');
}
