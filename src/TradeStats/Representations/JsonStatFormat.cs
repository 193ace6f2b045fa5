using System.Globalization;
using System.Text.Json;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>
/// A JSON-stat 2.0 dataset (https://json-stat.org/full/): the dimensions of the rows and one of role <c>metric</c>, whose categories are the numeric fields wanted.
/// Each value has a status, the SDMX code that follows from method and qualifier; <c>extension.status.label</c> says what it means.
/// </summary>
public sealed record JsonStatFormat() : FileFormat("jsonstat", "application/json-stat+json", "statistical toolkits: a JSON-stat 2.0 dataset of at most 100,000 rows",
    "R: rjstat::fromJSONstat(readLines('URL'))", MostRows: 100_000)
{
    private const string Metric = "measure";

    // SDMX has this code for what nobody can tell, such as the currency that a percentage speaks of.
    private const string Unknown = "_U";

    /// <inheritdoc/>
    public override bool IsDownload => false;

    /// <inheritdoc/>
    public override bool CanTell<T>(Table<T> table) => table.Cube is not null;

    /// <inheritdoc/>
    public override async Task WriteAsync<T>(Stream output, Selection<T> selection, CancellationToken cancellation)
    {
        var cube = selection.Table.Cube!;
        var rows = await selection.Rows.ToListAsync(cancellation);
        var dimensions = cube.Dimensions.Select(name => new Dimension<T>(selection.Table, name, rows, selection.Catalogue)).ToList();
        var metrics = selection.Columns.Where(IsNumeric).ToList();
        if (metrics.Count == 0)
            metrics = [selection.Table.Find(cube.Value)];

        await using var json = new Utf8JsonWriter(output, JsonFormat.Options);
        json.WriteStartObject();
        json.WriteString("version"u8, "2.0"u8);
        json.WriteString("class"u8, "dataset"u8);
        json.WriteString("href"u8, selection.Meta.Url);
        json.WriteString("label"u8, selection.Meta.Title);
        json.WriteString("source"u8, selection.Catalogue.Cite([.. rows.SelectMany(selection.Table.FiguresOf).Distinct()]) ?? "");
        json.WriteString("updated"u8, selection.Meta.LoadedAt);
        Write(json, "id", [.. dimensions.Select(dimension => dimension.Name), Metric]);
        json.WriteStartArray("size"u8);
        foreach (var size in dimensions.Select(dimension => dimension.Ids.Count).Append(metrics.Count))
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartObject("role"u8);
        Write(json, "time", ["period"]);
        Write(json, "geo", ["reporter", "partner"]);
        Write(json, "metric", [Metric]);
        json.WriteEndObject();
        json.WriteStartObject("dimension"u8);
        foreach (var dimension in dimensions)
            dimension.Write(json, rows, cube);
        WriteMetrics(json, metrics);
        json.WriteEndObject();
        WriteCells(json, selection, rows, dimensions, metrics);
        Write(json, "note", await selection.NotesAsync());
        json.WriteStartObject("extension"u8);
        json.WriteString("question"u8, selection.Meta.Question);
        json.WriteString("dataset"u8, selection.Meta.Dataset);
        json.WriteString("version"u8, selection.Meta.Version);
        json.WriteString("transformation"u8, Words<Transformation>.Of(cube.Transformation));
        json.WriteStartObject("status"u8);
        json.WriteStartObject("label"u8);
        foreach (var status in Enum.GetValues<ObservationStatus>())
            json.WriteString(Words<ObservationStatus>.Of(status), status.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsNumeric<T>(Column<T> column) => column.Type is ColumnType.Number or ColumnType.Integer;

    private static void WriteMetrics<T>(Utf8JsonWriter json, List<Column<T>> metrics)
    {
        json.WriteStartObject(Metric);
        json.WriteString("label"u8, "What is told"u8);
        json.WriteStartObject("category"u8);
        Write(json, "index", [.. metrics.Select(column => column.Name)]);
        json.WriteStartObject("label"u8);
        foreach (var column in metrics)
            json.WriteString(column.Name, column.Description);
        json.WriteEndObject();
        json.WriteStartObject("unit"u8);
        foreach (var column in metrics)
        {
            json.WriteStartObject(column.Name);
            json.WriteString("label"u8, column.Unit);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Most cells of a cube of trade are empty, so values stand under their index, as the standard allows, rather than in an array full of nulls.
    private static void WriteCells<T>(Utf8JsonWriter json, Selection<T> selection, IReadOnlyList<T> rows, List<Dimension<T>> dimensions, List<Column<T>> metrics)
    {
        var cells = new SortedDictionary<long, (decimal Number, ObservationStatus Status)>();
        foreach (var row in rows)
        {
            var place = dimensions.Aggregate(0L, (index, dimension) => checked((index * dimension.Ids.Count) + dimension.IndexOf(row)));
            for (var i = 0; i < metrics.Count; i++)
            {
                if (metrics[i].Read(row, selection.Catalogue) is { Kind: CellKind.Number } cell)
                    cells.Add((place * metrics.Count) + i, (cell.Number, selection.Table.Cube!.Status(row)));
            }
        }
        json.WriteStartObject("value"u8);
        foreach (var (index, cell) in cells)
            json.WriteNumber(index.ToString(CultureInfo.InvariantCulture), cell.Number);
        json.WriteEndObject();
        json.WriteStartObject("status"u8);
        foreach (var (index, cell) in cells)
            json.WriteString(index.ToString(CultureInfo.InvariantCulture), Words<ObservationStatus>.Of(cell.Status));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>One dimension of some rows: its categories in the order of its column.</summary>
    private sealed class Dimension<T>
    {
        private readonly Column<T> _column;
        private readonly Catalogue _catalogue;
        private readonly Dictionary<string, int> _places;
        private readonly List<string> _labels;

        public Dimension(Table<T> table, string name, IReadOnlyList<T> rows, Catalogue catalogue)
        {
            (Name, _column, _catalogue) = (name, table.Find(name), catalogue);
            var named = table.Columns.FirstOrDefault(column => column.Name == name + "Name");
            var categories = rows.DistinctBy(row => IdOf(row)).OrderBy(row => _column.Read(row, catalogue), Comparer<Cell>.Create(Cell.Compare)).ToList();
            Ids = [.. categories.Select(IdOf)];
            _labels = [.. categories.Select(row => named?.Read(row, catalogue).Text ?? (IdOf(row) == Unknown ? "not known" : IdOf(row)))];
            _places = Ids.Index().ToDictionary(id => id.Item, id => id.Index, StringComparer.Ordinal);
        }

        public string Name { get; }

        public IReadOnlyList<string> Ids { get; }

        public int IndexOf(T row) => _places[IdOf(row)];

        public void Write(Utf8JsonWriter json, IReadOnlyList<T> rows, Cube<T> cube)
        {
            json.WriteStartObject(Name);
            json.WriteString("label"u8, _column.Description);
            json.WriteStartObject("category"u8);
            JsonStatFormat.Write(json, "index", Ids);
            json.WriteStartObject("label"u8);
            foreach (var (index, id) in Ids.Index())
                json.WriteString(id, _labels[index]);
            json.WriteEndObject();
            json.WriteEndObject();
            if (_column.Type is ColumnType.Period)
            {
                json.WriteStartObject("extension"u8);
                json.WriteStartObject("frequency"u8);
                foreach (var period in rows.Select(cube.Period).Distinct().Order())
                    json.WriteString(period.ToString(), period.FrequencyCode);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }

        private string IdOf(T row) => _column.Read(row, _catalogue).Text ?? Unknown;
    }
}
