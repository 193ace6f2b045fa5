using System.Text;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>
/// A chart made for the question: bars where each series has one period, as in a ranking, else lines over the periods; the bounds as whiskers. Numbers in different
/// currencies, or of periods of different kind or length, never share an axis: each gets a panel of its own. It has no script and fetches nothing, follows the light or
/// dark scheme of the reader, and carries the exact numbers in <c>data-value</c>, <c>data-low</c> and <c>data-high</c> of each mark.
/// </summary>
public sealed record SvgFormat() : FileFormat("svg", "image/svg+xml", "reports and pages: a chart of at most 60 bars, or of 8 lines in each of 6 panels",
    "HTML: <img src=\"URL\" alt=\"...\">", MostRows: 1000)
{
    private const int MostBars = 60;
    private const int MostLines = 8;
    private const int MostPanels = 6;

    /// <inheritdoc/>
    public override bool IsDownload => false;

    /// <inheritdoc/>
    public override bool CanTell<T>(Table<T> table) => table.Cube is not null;

    /// <inheritdoc/>
    /// <exception cref="TooLargeException">There are more marks than a reader could tell apart.</exception>
    public override async Task WriteAsync<T>(Stream output, Selection<T> selection, CancellationToken cancellation)
    {
        var rows = await selection.Rows.ToListAsync(cancellation);
        var chart = ChartOf(selection, rows);
        await output.WriteAsync(Encoding.UTF8.GetBytes(SvgChart.Draw(chart)), cancellation);
    }

    private static Chart ChartOf<T>(Selection<T> selection, List<T> rows)
    {
        var (table, cube) = (selection.Table, selection.Table.Cube!);
        var names = cube.Dimensions.Where(name => name is not ("period" or "currency"))
            .ToDictionary(name => name, name => rows.ConvertAll(row => Text(selection, table.Columns.FirstOrDefault(column => column.Name == name + "Name") ?? table.Find(name), row)));
        var varying = names.Where(dimension => dimension.Value.Distinct().Count() > 1).Select(dimension => dimension.Value).ToList();
        var marks = rows.Select((row, index) => new Mark(
            varying.Count == 0 ? "" : string.Join(" · ", varying.Select(dimension => dimension[index])),
            cube.Period(row), Text(selection, table.Find("currency"), row), Number(selection, cube.Value, row), Number(selection, "low", row), Number(selection, "high", row))).ToList();
        var told = marks.Where(mark => (mark.Value ?? mark.Low ?? mark.High) is not null).ToList();

        // A percentage speaks for values of any currency, but an amount has its own scale.
        var isMoney = cube.Transformation is Transformation.Level;
        var isMixed = !isMoney && told.DistinctBy(mark => mark.Currency).Count() > 1;
        var panels = told.GroupBy(mark => (Unit: isMoney ? mark.Currency : "percent", mark.Period.Frequency, mark.Period.Months))
            .Select(panel => new Panel(panel.Key.Unit, [.. panel.Select(mark => isMixed ? mark with { Series = Joined(mark.Series, mark.Currency) } : mark)])).ToList();
        Limit(panels.Count, MostPanels, "panels", "name a currency, or a frequency");
        foreach (var panel in panels)
            Limit(panel.IsLines ? panel.Series.Count : panel.Marks.Count, panel.IsLines ? MostLines : MostBars, panel.IsLines ? "lines in a panel" : "bars", "name partners, flows or a period");

        var constant = names.Where(dimension => dimension.Value.Distinct().Count() == 1 && !(dimension.Key == "commodity" && rows.TrueForAll(row => table.Find("commodity").Read(row, selection.Catalogue).Text == Commodity.Total)))
            .Select(dimension => dimension.Value[0]).ToList();
        if (told.Select(mark => mark.Period).Distinct().Count() == 1)
            constant.Add(told[0].Period.ToString());
        return new(TitleOf(cube.Transformation, selection, rows), string.Join(" · ", constant), panels, marks.Count - told.Count,
            [.. selection.Catalogue.SourcesOf(rows.SelectMany(table.FiguresOf)).Select(source => $"{source.Publisher} {source.Published}").Distinct()], selection.Meta);
    }

    private static string TitleOf<T>(Transformation transformation, Selection<T> selection, IReadOnlyList<T> rows) => transformation switch
    {
        Transformation.Change => $"Growth of trade{Same(selection, rows, " on ", "basePeriod")}",
        Transformation.Share => $"Share of trade{Same(selection, rows, " in ", "ofReporter", "ofPartner", "ofCommodity")}",
        _ => "Trade",
    };

    // What the rows are held against, where that is the same for all.
    private static string Same<T>(Selection<T> selection, IReadOnlyList<T> rows, string before, params IReadOnlyList<string> columns)
    {
        var against = rows.Select(row => string.Join(" - ", columns.Select(column => NameOf(Text(selection, selection.Table.Find(column), row))).Where(name => name.Length > 0))).Distinct().ToList();
        return against is [var only] ? before + only : "";

        string NameOf(string code) => code == Commodity.Total ? "" : selection.Catalogue.FindCommodity(code)?.Name ?? selection.Catalogue.AreaName(code);
    }

    private static string Text<T>(Selection<T> selection, Column<T> column, T row) => column.Read(row, selection.Catalogue).Text ?? "";

    private static decimal? Number<T>(Selection<T> selection, string column, T row) =>
        selection.Table.Find(column).Read(row, selection.Catalogue) is { Kind: CellKind.Number } cell ? cell.Number : null;

    private static string Joined(string one, string other) => string.Join(" · ", new[] { one, other }.Where(text => text.Length > 0));

    private static void Limit(int found, int most, string what, string remedy)
    {
        if (found > most)
            throw new TooLargeException($"The chart would have {found} {what}; a reader can tell {most} apart. To ask for less, {remedy}.");
    }
}

/// <summary>A number to draw.</summary>
/// <param name="Series">What it is a number of, as far as that differs between the marks.</param>
/// <param name="Period">Its period.</param>
/// <param name="Currency">Its currency; empty where nobody can tell.</param>
/// <param name="Value">The number; null where only bounds follow.</param>
/// <param name="Low">The least that it can be; null where nothing bounds it.</param>
/// <param name="High">The most that it can be; null where nothing bounds it.</param>
internal sealed record Mark(string Series, Period Period, string Currency, decimal? Value, decimal? Low, decimal? High);

/// <summary>Marks that share an axis: of one unit, and of periods of one kind and length.</summary>
internal sealed record Panel(string Unit, IReadOnlyList<Mark> Marks)
{
    public IReadOnlyList<string> Series { get; } = [.. Marks.Select(mark => mark.Series).Distinct()];

    /// <summary>Whether a series has several periods, so that lines show its course.</summary>
    public bool IsLines { get; } = Marks.GroupBy(mark => mark.Series).Any(series => series.Count() > 1);

    /// <summary>The one period of all marks, else the kind of their periods.</summary>
    public string When { get; } = Marks.Select(mark => mark.Period).Distinct().Count() == 1 ? Marks[0].Period.ToString() : Words<Frequency>.Of(Marks[0].Period.Frequency);
}

/// <summary>All that a chart shows.</summary>
internal sealed record Chart(string Title, string Subtitle, IReadOnlyList<Panel> Panels, int Untold, IReadOnlyList<string> Sources, Meta Meta);
