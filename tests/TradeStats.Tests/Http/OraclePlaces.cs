using TradeStats.Trade;

namespace TradeStats.Tests.Http;

/// <summary>Rankings and availability: what is known, put in order and counted.</summary>
internal static partial class Oracle
{
    public static IReadOnlyList<OracleRow> Rankings(RandomQuestion question)
    {
        var by = question.One("by")!;
        var cells = Known(question).Where(cell => cell.Measure == Measure.Value && cell.Number.Number is not null && cell.Series.Flow == (Words<Flow>.TryParse(question.One("flow") ?? "", out var flow) ? flow : Flow.Total)
            && Asked(question, cell.Series with { Commodity = by == "commodity" && question[by] is [] ? "TOTAL" : cell.Series.Commodity }, cell.Period, cell.Currency)).ToList();
        foreach (var period in cells.Select(cell => cell.Period).Distinct().OrderByDescending(period => period.End).ThenByDescending(period => period.Months))
        {
            var places = Places(question, by, [.. cells.Where(cell => cell.Period == period)]);
            if (places.Count > 0)
                return places;
        }
        return [];
    }

    public static IReadOnlyList<OracleRow> Availability(RandomQuestion question)
    {
        var cells = Known(question).Where(cell => cell.Measure == Measure.Value
            && Asked(question, question["commodity"] is [] ? cell.Series with { Commodity = "TOTAL" } : cell.Series, cell.Period, cell.Currency)).ToList();
        var newest = cells.Select(cell => cell.Period).OrderByDescending(period => period.End).ThenByDescending(period => period.Months).FirstOrDefault();
        cells = [.. cells.Where(cell => !question.IsLatest || cell.Period == newest)];
        return
        [
            .. Count("reporter", cell => cell.Series.Reporter), .. Count("partner", cell => cell.Series.Partner), .. Count("flow", cell => Words<Flow>.Of(cell.Series.Flow)),
            .. Count("commodity", cell => cell.Series.Commodity), .. Count("period", cell => cell.Period.ToString()), .. Count("frequency", cell => Words<Frequency>.Of(cell.Period.Frequency)),
            .. Count("currency", cell => cell.Currency!),
        ];

        IEnumerable<OracleRow> Count(string dimension, Func<OracleCell, string> code) => cells.GroupBy(code).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new OracleRow { ["dimension"] = dimension, ["code"] = group.Key, ["count"] = (decimal)group.Count() });
    }

    private static List<OracleRow> Places(RandomQuestion question, string by, List<OracleCell> cells)
    {
        var known = Known(question);
        var candidates = cells
            .Select(cell => (Cell: cell, Code: CodeOf(by, cell.Series), Share: ShareRow(known, cell.Series, Whole(question, cell.Series), cell.Period, cell.Currency)))
            .Where(candidate => candidate.Share["reason"] as string != "notAPart" && (question[by].Count > 0 || (by == "commodity"
                ? Contents.Seeds.Commodities.Any(commodity => commodity.Code == candidate.Code && commodity.Parent == (question.One("ofCommodity") ?? "TOTAL"))
                : Areas[candidate.Code].Kind is AreaKind.Country or AreaKind.Other)))
            .ToList();
        var currency = question.One("convert") ?? question.One("currency")
            ?? candidates.GroupBy(candidate => candidate.Cell.Currency).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        var sorted = candidates.Where(candidate => candidate.Cell.Currency == currency).OrderByDescending(candidate => candidate.Cell.Number.Number).ThenBy(candidate => candidate.Code, StringComparer.Ordinal).ToList();
        var rows = new List<OracleRow>();
        foreach (var (cell, code, share) in sorted)
        {
            var growth = GrowthRow(known, cell.Series, cell.Period, cell.Period.YearEarlier, cell.Currency);
            var said = OracleBook.Of(Day(question)).Figures.Where(figure => figure is { Entity: null, Indicator: "goods-trade", Measure: Measure.Rank or Measure.Streak } && figure.Period == cell.Period
                && (figure.Reporter, figure.Partner, figure.Flow, figure.Commodity) == (cell.Series.Reporter, cell.Series.Partner, cell.Series.Flow, cell.Series.Commodity)).OrderBy(figure => figure.Id, StringComparer.Ordinal).ToList();
            var before = rows.Count == 0 ? 0m : (decimal?)rows[^1]["cumulativePercent"];
            rows.Add(new(cell.Series, cell.Period, cell.Currency)
            {
                ["rank"] = (decimal)(1 + sorted.Count(other => other.Cell.Number.Number > cell.Number.Number)),
                ["code"] = code,
                ["value"] = cell.Number.Number,
                ["low"] = cell.Number.Low,
                ["high"] = cell.Number.High,
                ["method"] = cell.Method,
                ["sharePercent"] = share["sharePercent"],
                ["cumulativePercent"] = before + (decimal?)share["sharePercent"],
                ["growthPercent"] = growth["growthPercent"],
                ["undecidedWith"] = string.Join(' ', sorted.Where(other => other.Cell != cell && !(other.Cell.Number.High < cell.Number.Low) && !(cell.Number.High < other.Cell.Number.Low)).Select(other => other.Code)),
                ["publishedRank"] = said.Find(figure => figure.Measure == Measure.Rank)?.Number.Number,
                ["streakYears"] = said.Find(figure => figure.Measure == Measure.Streak)?.Number.Number,
                ["figures"] = string.Join(' ', cell.Used.Concat(((string)share["figures"]!).Split(' ')).Concat(((string)growth["figures"]!).Split(' ')).Concat(said.Select(figure => figure.Id)).Distinct()),
            });
        }
        return [.. rows.Where(row => (decimal)row["rank"]! <= int.Parse(question.One("top")!, System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string CodeOf(string by, Series series) => by switch { "partner" => series.Partner, "reporter" => series.Reporter, _ => series.Commodity };
}
