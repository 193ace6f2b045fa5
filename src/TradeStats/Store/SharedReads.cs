using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using TradeStats.Trade;

namespace TradeStats.Store;

/// <summary>
/// Questions about one series each, read together. Most of what a few rows by the key take is not the rows, but the statement: to send it, to begin and end it, to wake whoever
/// waits. So while statements of a form are under way, one for every two processors, further questions of that form wait, and what waits when one of them ends is the next statement.
/// Who asks alone waits for nobody. A statement that nobody waits for any more ends.
/// </summary>
/// <param name="connections">Connections to read by.</param>
internal sealed class SharedReads(NpgsqlDataSource connections)
{
    /// <summary>The first column of a row; before it stand the version and the number of the question.</summary>
    public const int FirstColumn = 2;

    // More do not make a statement shorter for each, but keep the first ones waiting for the last.
    private const int MostTogether = 32;

    // The years of a quarter of a century, and some.
    private const int UsualRows = 32;

    // PostgreSQL has the other processor of each two. Measured best on two.
    private static readonly int MostAtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    // A question has few parameters, and to write a name of a type takes as long as to look for all of these.
    private static readonly ConcurrentDictionary<(int Number, NpgsqlDbType Type), string> Values = new();

    private readonly Lock _lock = new();
    // Of those that are asked just now, which are no more than there are questions: to compare them takes less than to hash so long a text.
    private readonly List<Form> _forms = [];

    /// <summary>A parameter of one question, as text: those of several are then one array, whatever they are.</summary>
    public static string TextOf<T>(T value) => value switch
    {
        string text => text,
        IEnumerable all => $"{{{string.Join(',', all.Cast<object>().Select(one => one is string text ? $"\"{text}\"" : TextOf(one)))}}}",
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    /// <summary>The value of a parameter in the statement of one question.</summary>
    /// <param name="number">The number of the parameter, from 1.</param>
    /// <param name="type">What it is.</param>
    public static string ValueSql(int number, NpgsqlDbType type) => Values.GetOrAdd((number, type), static value => ValueSqlOf(value.Number, value.Type));

    private static string ValueSqlOf(int number, NpgsqlDbType type)
    {
        var of = type & ~NpgsqlDbType.Array;
        var value = FormattableString.Invariant($"q.p{number}");
        var typed = type is NpgsqlDbType.Text ? value : $"{value}::{of.ToString().ToLowerInvariant()}{(of == type ? "" : "[]")}";
        // The columns with codes compare by code points; a parameter of a statement would take that from them.
        return of is NpgsqlDbType.Text ? $"({typed} collate \"C\")" : $"({typed})";
    }

    /// <summary>Reads the rows of a question.</summary>
    /// <typeparam name="T">The row.</typeparam>
    /// <param name="dataset">The dataset that is asked.</param>
    /// <param name="sql">The statement of the question, in which <see cref="ValueSql"/> stands for each parameter; the first column is never null.</param>
    /// <param name="parameters">Its parameters, made by <see cref="TextOf"/>.</param>
    /// <param name="read">Reads a row, whose columns begin at <see cref="FirstColumn"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached or refuses.</exception>
    /// <returns>The version of the dataset that the rows belong to, and the rows.</returns>
    public Task<(string Version, IReadOnlyList<T> Rows)> ReadAsync<T>(Dataset dataset, string sql, IReadOnlyList<string> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var asked = new Asked<T>(parameters, read, cancellation);
        Form? form;
        lock (_lock)
        {
            form = _forms.Find(known => known.Sql == sql);
            if (form is null)
                _forms.Add(form = new(dataset, sql));
            form.Waiting.Enqueue(asked);
            if (form.UnderWay == MostAtOnce)
                return asked.Answer.WaitAsync(cancellation);
            form.UnderWay++;
        }
        _ = RunAsync(form);
        return asked.Answer.WaitAsync(cancellation);
    }

    // Never fails: what happens is told to those who ask.
    private async Task RunAsync(Form form)
    {
        while (Next(form) is { Count: > 0 } asked)
        {
            try
            {
                await RunAsync(form, asked);
            }
            catch (Exception fault)
            {
                foreach (var one in asked)
                    one.Fail(fault);
            }
        }
    }

    private List<Asked> Next(Form form)
    {
        var asked = new List<Asked>();
        lock (_lock)
        {
            while (asked.Count < MostTogether && form.Waiting.TryDequeue(out var one))
            {
                if (!one.Cancellation.IsCancellationRequested)
                    asked.Add(one);
            }
            if (asked.Count == 0 && --form.UnderWay == 0)
                _forms.Remove(form);
        }
        return asked;
    }

    private async Task RunAsync(Form form, List<Asked> asked)
    {
        var count = asked[0].Parameters.Count;
        var numbers = Enumerable.Range(1, count).ToList();
        using var patience = new Patience(asked);
        // Each question is gone to in turn, because its rows depend on it; so they come in the order that it says.
        await using var command = connections.Ask(
            $"select {SqlNames.VersionOf(form.Dataset)}, q.n, r.* from unnest({string.Join(", ", numbers.Select(number => $"${number}"))}) "
            + $"with ordinality q ({string.Join(", ", numbers.Select(number => $"p{number}"))}, n) left join lateral ({form.Sql}) r on true");
        for (var place = 0; place < count; place++)
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. asked.Select(one => one.Parameters[place])] });
        string? version = null;
        await using (var reader = await command.ExecuteReaderAsync(patience.Token))
        {
            while (await reader.ReadAsync(patience.Token))
            {
                version ??= reader.IsDBNull(0) ? null : reader.GetString(0);
                var one = asked[(int)reader.GetInt64(1) - 1];
                if (!reader.IsDBNull(FirstColumn))
                    one.Add(reader);
            }
        }
        foreach (var one in asked)
            one.End(version);
    }

    // As long as anyone waits for a statement.
    private sealed class Patience : IDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly List<CancellationTokenRegistration> _leaving;
        private int _waiting;

        public Patience(List<Asked> asked)
        {
            _waiting = asked.Count;
            _leaving = asked.ConvertAll(one => one.Cancellation.UnsafeRegister(static patience => ((Patience)patience!).Leave(), this));
        }

        public CancellationToken Token => _end.Token;

        public void Dispose()
        {
            foreach (var one in _leaving)
                one.Dispose();
            _end.Dispose();
        }

        private void Leave()
        {
            if (Interlocked.Decrement(ref _waiting) == 0)
                _end.Cancel();
        }
    }

    // The questions that one statement can answer.
    private sealed class Form(Dataset dataset, string sql)
    {
        public Dataset Dataset => dataset;

        public string Sql => sql;

        public Queue<Asked> Waiting { get; } = [];

        public int UnderWay { get; set; }
    }

    private abstract class Asked(IReadOnlyList<string> parameters, CancellationToken cancellation)
    {
        public IReadOnlyList<string> Parameters => parameters;

        public CancellationToken Cancellation => cancellation;

        public abstract void Add(NpgsqlDataReader row);

        public abstract void End(string? version);

        public abstract void Fail(Exception fault);
    }

    private sealed class Asked<T>(IReadOnlyList<string> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) : Asked(parameters, cancellation)
    {
        // Who waits goes on by himself: here the next question is read.
        private readonly TaskCompletionSource<(string, IReadOnlyList<T>)> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<T> _rows = new(UsualRows);

        public Task<(string Version, IReadOnlyList<T> Rows)> Answer => _answer.Task;

        public override void Add(NpgsqlDataReader row) => _rows.Add(read(row));

        public override void End(string? version)
        {
            if (version is null)
                _answer.SetException(Reading.Missing());
            else
                _answer.SetResult((version, _rows));
        }

        public override void Fail(Exception fault) => _answer.TrySetException(fault);
    }
}
