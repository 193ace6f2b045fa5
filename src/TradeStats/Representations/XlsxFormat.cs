namespace TradeStats.Representations;

/// <summary>An Excel workbook: the rows with typed cells, and a second sheet that says what they are and where they come from.</summary>
public sealed record XlsxFormat()
    : FileFormat("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel: typed cells, frozen header, a sheet about question, notes and sources",
        "Excel: File > Open > URL", MostRows: Workbook.MostRows - 1)
{
    // The widths of the columns stand before the rows: these tell them.
    private const int Measured = 200;

    private const string Product = "TradeStats";

    private static readonly double[] AboutWidths = [14, 80, 20, 100];

    /// <inheritdoc/>
    public override async Task WriteAsync<T>(Stream output, Selection<T> selection, CancellationToken cancellation)
    {
        var meta = selection.Meta;
        var cited = new Cited<T>(selection);
        await using var workbook = await Workbook.CreateAsync(output, $"{Product}: {meta.Question}", meta.Loaded, [selection.Table.Noun, "About"], cancellation);
        await WriteRowsAsync(workbook, selection, cited.RowsAsync(cancellation));
        var notes = await selection.NotesAsync();
        await workbook.BeginSheetAsync(AboutWidths, isTable: false);
        WriteAbout(workbook, selection, cited, workbook.CutCells == 0 ? notes : [.. notes, FormattableString.Invariant($"{workbook.CutCells} cells are longer than Excel holds and end with an ellipsis here; CSV has them whole.")]);
        workbook.EndSheet(columns: 0);
    }

    private static async Task WriteRowsAsync<T>(Workbook workbook, Selection<T> selection, IAsyncEnumerable<T> rows)
    {
        var columns = selection.Columns;
        var first = new List<IReadOnlyList<Cell>>();
        var isBegun = false;
        await foreach (var row in rows)
        {
            var cells = Table<T>.Read(row, columns, selection.Catalogue);
            if (isBegun)
            {
                Write(cells);
                continue;
            }
            first.Add(cells);
            if (first.Count == Measured)
                await BeginAsync();
        }
        if (!isBegun)
            await BeginAsync();
        workbook.EndSheet(columns.Count);

        async Task BeginAsync()
        {
            isBegun = true;
            await workbook.BeginSheetAsync([.. columns.Select((column, i) => Workbook.Width(first.Select(cells => TextOf(column, cells[i])).Prepend(column.Name)))], isTable: true);
            workbook.BeginRow();
            foreach (var column in columns)
                workbook.AddHeading(column.Name);
            workbook.EndRow();
            first.ForEach(Write);
        }

        void Write(IReadOnlyList<Cell> cells)
        {
            workbook.BeginRow();
            for (var i = 0; i < cells.Count; i++)
                Add(workbook, columns[i], cells[i]);
            workbook.EndRow();
        }
    }

    private static void Add<T>(Workbook workbook, Column<T> column, Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Null:
                workbook.Skip();
                break;
            case CellKind.Number:
                workbook.Add(cell.Number, isGrouped: column.Type is ColumnType.Number);
                break;
            case CellKind.Boolean:
                workbook.Add(cell.Number != 0);
                break;
            default:
                workbook.Add(TextOf(column, cell)!);
                break;
        }
    }

    private static string? TextOf<T>(Column<T> column, Cell cell) => column.WriteText(cell);

    private static void WriteAbout<T>(Workbook workbook, Selection<T> selection, Cited<T> cited, IReadOnlyList<string> notes)
    {
        var meta = selection.Meta;
        var dataset = meta.Dataset is null ? null : selection.Catalogue.FindDataset(meta.Dataset);
        Line("Title", dataset is null ? $"{Product}: {selection.Table.Noun}" : $"{Product}: {selection.Table.Noun}, {dataset.Title}");
        Line("Row", selection.Table.Row);
        Line("Question", meta.Question);
        Line("Address", meta.Url);
        Line("Dataset", meta.Dataset);
        Line("Version", meta.Version);
        Line("Loaded", meta.LoadedAt);
        Line("Terms", dataset?.Licence);
        Counted("Rows", cited.Count);
        Line("Next page", meta.Next);
        foreach (var note in notes)
            Line("Note", note);
        foreach (var source in cited.Sources)
            Line("Source", source.Citation);
        Headings("Column", "Description", "Unit", "Values");
        foreach (var column in selection.Columns)
        {
            workbook.BeginRow();
            workbook.Add(column.Name);
            workbook.Add(column.Description);
            if (column.Unit is null)
                workbook.Skip();
            else
                workbook.Add(column.Unit);
            workbook.Add(column.Words is null ? Trade.Words<ColumnType>.Of(column.Type) : string.Join(", ", column.Words));
            workbook.EndRow();
        }

        void Line(string label, string? text)
        {
            if (text is null)
                return;
            workbook.BeginRow();
            workbook.AddHeading(label);
            workbook.Add(text);
            workbook.EndRow();
        }

        void Counted(string label, long number)
        {
            workbook.BeginRow();
            workbook.AddHeading(label);
            workbook.Add(number, isGrouped: false);
            workbook.EndRow();
        }

        void Headings(params IReadOnlyList<string> labels)
        {
            workbook.BeginRow();
            workbook.EndRow();
            workbook.BeginRow();
            foreach (var label in labels)
                workbook.AddHeading(label);
            workbook.EndRow();
        }
    }
}
