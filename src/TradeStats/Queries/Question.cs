using System.Globalization;
using System.Text;
using TradeStats.Trade;

namespace TradeStats.Queries;

/// <summary>What a question asks, whole and checked. An empty list filters nothing.</summary>
public sealed record Question
{
    /// <summary>The last part of the path: <c>totals</c>, <c>growth</c>, ...</summary>
    public required string Noun { get; init; }

    /// <summary>The dataset, by its id.</summary>
    public required string Dataset { get; init; }

    /// <summary>The codes of the reporters, sorted.</summary>
    public IReadOnlyList<string> Reporters { get; init; } = [];

    /// <summary>The codes of the partners, sorted.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];

    /// <summary>The flows, sorted.</summary>
    public IReadOnlyList<Flow> Flows { get; init; } = [];

    /// <summary>The codes of the commodities, sorted.</summary>
    public IReadOnlyList<string> Commodities { get; init; } = [];

    /// <summary>The periods, sorted.</summary>
    public IReadOnlyList<Period> Periods { get; init; } = [];

    /// <summary>Whether only the newest period that answers is wanted; <see cref="Periods"/> is empty then.</summary>
    public bool Latest { get; init; }

    /// <summary>The kinds of period, sorted.</summary>
    public IReadOnlyList<Frequency> Frequencies { get; init; } = [];

    /// <summary>The currencies, sorted.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = [];

    /// <summary>No row begins before the start of this period; null for no bound.</summary>
    public Period? From { get; init; }

    /// <summary>No row ends after the end of this period; null for no bound.</summary>
    public Period? To { get; init; }

    /// <summary>The reporter of the whole of a share; null for the row's own.</summary>
    public string? OfReporter { get; init; }

    /// <summary>The partner of the whole of a share; null for the row's own.</summary>
    public string? OfPartner { get; init; }

    /// <summary>The commodity of the whole of a share; null for the row's own.</summary>
    public string? OfCommodity { get; init; }

    /// <summary>Whether derived rows are wanted beside published and computed ones.</summary>
    public bool Derived { get; init; }

    /// <summary>The one currency of all rows, converted where need be; null for rows as they are. <see cref="Currencies"/> holds it too.</summary>
    public string? Convert { get; init; }

    /// <summary>The day whose knowledge is wanted; null for what is known now.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The period that growth is measured from; null for one year before each row's.</summary>
    public Period? Base { get; init; }

    /// <summary>Whether the figures behind each row are to be embedded.</summary>
    public bool IncludesFigures { get; init; }

    /// <summary>What a ranking orders: <c>partner</c>, <c>reporter</c> or <c>commodity</c>.</summary>
    public string By { get; init; } = "partner";

    /// <summary>How many places a ranking has.</summary>
    public int Top { get; init; } = 10;

    /// <summary>What checks compare, sorted.</summary>
    public IReadOnlyList<CheckKind> Kinds { get; init; } = [];

    /// <summary>What checks find, sorted.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>What figures measure, sorted.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>What figures are about, sorted.</summary>
    public IReadOnlyList<string> Indicators { get; init; } = [];

    /// <summary>The sources of figures, sorted.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The field that orders the rows; null for their own key.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether <see cref="Sort"/> is descending.</summary>
    public bool Descending { get; init; }

    /// <summary>The most rows wanted; null where the question does not say.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page before ended; null for the first page.</summary>
    public Cursor? After { get; init; }

    /// <summary>The fields wanted, in the order wanted; empty for all.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>The representation named by the question; null where it names none.</summary>
    public string? Format { get; init; }

    /// <summary>
    /// The filters in one canonical spelling, without page, fields and format: two questions with the same rows in the same order read the same.
    /// </summary>
    public string Rows
    {
        get
        {
            var text = new StringBuilder(Noun, 256).Append("?dataset=").Append(Dataset);
            AddAll("reporter", Reporters);
            AddAll("partner", Partners);
            AddWords("flow", Flows);
            AddAll("commodity", Commodities);
            Add("period", Latest ? Parameter.Latest : null);
            AddAll("period", Periods);
            AddWords("frequency", Frequencies);
            AddAll("currency", Currencies);
            Add("from", From?.ToString());
            Add("to", To?.ToString());
            Add("ofReporter", OfReporter);
            Add("ofPartner", OfPartner);
            Add("ofCommodity", OfCommodity);
            Add("derived", Derived ? "true" : null);
            Add("convert", Convert);
            Add("asOf", AsOf?.ToString("o", CultureInfo.InvariantCulture));
            Add("base", Base?.ToString());
            Add("by", Noun == "rankings" ? By : null);
            Add("top", Noun == "rankings" ? Top.ToString(CultureInfo.InvariantCulture) : null);
            AddWords("kind", Kinds);
            AddWords("verdict", Verdicts);
            AddWords("measure", Measures);
            AddAll("indicator", Indicators);
            AddAll("source", Sources);
            Add("sort", Sort is null ? null : (Descending ? "-" : "") + Sort);
            return text.ToString();

            void Add(string name, string? value)
            {
                if (value is not null)
                    text.Append('&').Append(name).Append('=').Append(value);
            }

            void AddAll<T>(string name, IReadOnlyList<T> values)
            {
                if (values.Count > 0)
                    text.Append('&').Append(name).Append('=').AppendJoin(',', values);
            }

            void AddWords<T>(string name, IReadOnlyList<T> values) where T : struct, Enum
            {
                if (values.Count > 0)
                    text.Append('&').Append(name).Append('=').AppendJoin(',', values.Select(Words<T>.Of));
            }
        }
    }

    /// <summary>The whole question in one canonical spelling, but for the format.</summary>
    public string Canonical
    {
        get
        {
            var rows = Rows;
            return $"{rows}&limit={Limit?.ToString(CultureInfo.InvariantCulture)}&after={After?.Write(rows)}&fields={string.Join(',', Fields)}{(IncludesFigures ? "&include=figures" : "")}";
        }
    }
}
