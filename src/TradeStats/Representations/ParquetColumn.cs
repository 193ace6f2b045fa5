using Parquet;
using Parquet.Schema;

namespace TradeStats.Representations;

/// <summary>One column of a Parquet file: its type there, and the cells of the row group that is being gathered.</summary>
internal abstract class ParquetColumn
{
    // DECIMAL(38, 8): 38 digits are the most that Parquet readers know. Eight places are those of a multiple of a percentage of six, the most that any answer has;
    // and any number of .NET with eight places has no more than 29 digits in front of them.
    private const int Digits = 38;
    private const int Places = 8;

    private readonly string _name;
    private readonly bool _isNullable;

    private ParquetColumn(string name, bool isNullable, Field field) => (_name, _isNullable, Field) = (name, isNullable, field);

    /// <summary>Its name and type in the schema.</summary>
    public Field Field { get; }

    /// <summary>A column of its kind, without cells.</summary>
    public static ParquetColumn Of<T>(Column<T> column) => column.Type switch
    {
        ColumnType.Text or ColumnType.Period => new Texts(column.Name, column.IsNullable),
        ColumnType.Number => new Values<decimal>(column.Name, column.IsNullable, new DecimalDataField(column.Name, Digits, Places, isNullable: column.IsNullable), number => Exact(number, column.Name)),
        ColumnType.Integer => new Values<long>(column.Name, column.IsNullable, new DataField(column.Name, typeof(long), column.IsNullable), number => Whole(number, column.Name)),
        ColumnType.Boolean => new Values<bool>(column.Name, column.IsNullable, new DataField(column.Name, typeof(bool), column.IsNullable), number => number != 0),
        ColumnType.List or ColumnType.Texts => new Lists(column.Name),
        _ => throw new InvalidOperationException($"Parquet cannot hold the rows of the column {column.Name}."),
    };

    /// <summary>Gathers a cell.</summary>
    /// <exception cref="InvalidOperationException">The column does not hold it.</exception>
    public void Add(Cell cell)
    {
        if (cell.Kind is CellKind.Null && !_isNullable)
            throw new InvalidOperationException($"The column {_name} has a row without a value, which it says that it has not.");
        Gather(cell);
    }

    /// <summary>Writes the gathered cells as the next column of a row group, and forgets them.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation);

    /// <summary>Keeps a cell, which is null only where the column may be.</summary>
    protected abstract void Gather(Cell cell);

    private static decimal Exact(decimal number, string name) => decimal.Round(number, Places) == number
        ? number
        : throw new InvalidOperationException(FormattableString.Invariant($"The column {name} holds {number}, which has more than {Places} places: it would have to be rounded."));

    private static long Whole(decimal number, string name) => decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue
        ? (long)number
        : throw new InvalidOperationException(FormattableString.Invariant($"The column {name} holds {number}, which is no integer of 64 bits."));

    private sealed class Texts(string name, bool isNullable) : ParquetColumn(name, isNullable, new DataField(name, typeof(string), isNullable))
    {
        private readonly List<string?> _texts = [];

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
        {
            await group.WriteAsync((DataField)Field, _texts!);
            _texts.Clear();
        }

        protected override void Gather(Cell cell) => _texts.Add(cell.Text);
    }

    private sealed class Values<T>(string name, bool isNullable, DataField field, Func<decimal, T> read) : ParquetColumn(name, isNullable, field) where T : struct
    {
        private readonly List<T?> _values = [];

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
        {
            if (_isNullable)
                await group.WriteAsync<T>(field, _values.ToArray(), cancellationToken: cancellation);
            else
                await group.WriteAsync<T>(field, _values.ConvertAll(value => value!.Value).ToArray(), cancellationToken: cancellation);
            _values.Clear();
        }

        protected override void Gather(Cell cell) => _values.Add(cell.Kind is CellKind.Null ? null : read(cell.Number));
    }

    // Nested as Dremel nests (S. Melnik and others, Dremel, 2010, section 4.2): a text that begins a list repeats at level 0, each further one at 1;
    // a list is there at level 1, its text at 2.
    private sealed class Lists(string name) : ParquetColumn(name, isNullable: false, new ListField(name, new DataField("element", typeof(string), isNullable: false)))
    {
        private const int Empty = 1;
        private const int Text = 2;

        private readonly List<ReadOnlyMemory<char>> _texts = [];
        private readonly List<int> _defined = [];
        private readonly List<int> _repeated = [];

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellation)
        {
            var field = (DataField)((ListField)Field).Item;
            await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(field, _texts.ToArray(), _defined.ToArray(), _repeated.ToArray(), cancellation);
            _texts.Clear();
            _defined.Clear();
            _repeated.Clear();
        }

        protected override void Gather(Cell cell)
        {
            if (cell.List!.Count == 0)
            {
                _defined.Add(Empty);
                _repeated.Add(0);
            }
            for (var i = 0; i < cell.List.Count; i++)
            {
                _texts.Add(cell.List[i].AsMemory());
                _defined.Add(Text);
                _repeated.Add(i == 0 ? 0 : 1);
            }
        }
    }
}
