using System.Globalization;
using System.Text.RegularExpressions;
using TradeStats.Trade;

namespace TradeStats.Queries;

/// <summary>How one endpoint is asked: turns a raw query string into a question, or names every fault of it at once.</summary>
/// <param name="Noun">The last part of the path.</param>
/// <param name="Parameters">The parameters, in the order of the documentation.</param>
/// <param name="Columns">The fields of its rows, which <c>fields</c> and <c>sort</c> may name.</param>
/// <param name="KeyLength">How many columns order the rows unless told otherwise.</param>
public sealed partial record Grammar(string Noun, IReadOnlyList<Parameter> Parameters, IReadOnlyList<string> Columns, int KeyLength)
{
    /// <summary>The most values that one parameter takes.</summary>
    public const int MostValues = 300;

    // How the values of parameters are found that are codes.
    private static readonly CodeList Areas = new(static (codes, text) => codes.FindArea(text)?.Code, static codes => codes.Areas.SelectMany(Catalogue.SpellingsOf));
    private static readonly CodeList Commodities = new(static (codes, text) => codes.FindCommodity(text)?.Code, static codes => codes.Commodities.SelectMany(commodity => new[] { commodity.Code, commodity.Name }));
    private static readonly CodeList Currencies = new(static (_, text) => Currency.IsKnown(text.ToUpperInvariant()) ? text.ToUpperInvariant() : null, static _ => Currency.Codes);
    private static readonly CodeList Datasets = new(static (codes, text) => codes.FindDataset(text)?.Id, static codes => codes.Datasets.Select(dataset => dataset.Id));
    private static readonly CodeList Indicators = new(static (codes, text) => Same(codes.Indicators, text), static codes => codes.Indicators);
    private static readonly CodeList Sources = new(static (codes, text) => Same(codes.Sources.Select(known => known.Id), text), static codes => codes.Sources.Select(known => known.Id));

    private static readonly string[] OnlyTotal = [Commodity.Total];

    /// <summary>Reads a question.</summary>
    /// <param name="query">The raw query string.</param>
    /// <param name="catalogue">The codes in force.</param>
    /// <param name="faults">Every fault found; empty exactly when a question is returned.</param>
    /// <returns>The question; null where there are faults.</returns>
    public Question? Parse(string query, Catalogue catalogue, out IReadOnlyList<Fault> faults)
    {
        var reader = new Reader(this, query, catalogue);
        var by = reader.OneWord(Parameter.By) ?? "partner";
        var question = new Question
        {
            Noun = Noun,
            Dataset = reader.One(Parameter.Dataset, Datasets) ?? Dataset.Articles,
            Reporters = reader.Many(Parameter.Reporter, Areas),
            Partners = reader.Many(Parameter.Partner, Areas),
            Flows = reader.ManyWords<Flow>(Parameter.Flow),
            Commodities = reader.Many(Parameter.Commodity, Commodities) is { Count: > 0 } named ? named : by != "commodity" && Takes(Parameter.Commodity) ? OnlyTotal : [],
            Latest = reader.Has(Parameter.Period, Parameter.Latest),
            Periods = reader.ManyPeriods(Parameter.Period),
            Frequencies = reader.ManyWords<Frequency>(Parameter.Frequency),
            Currencies = reader.Many(Parameter.Currencies, Currencies),
            From = reader.OnePeriod(Parameter.From),
            To = reader.OnePeriod(Parameter.To),
            OfReporter = reader.One(Parameter.OfReporter, Areas),
            OfPartner = reader.One(Parameter.OfPartner, Areas),
            OfCommodity = reader.One(Parameter.OfCommodity, Commodities),
            Derived = reader.OneWord(Parameter.Derived) == "true",
            Convert = reader.One(Parameter.Convert, Currencies),
            AsOf = reader.OneDate(Parameter.AsOf),
            Base = reader.OnePeriod(Parameter.Base),
            IncludesFigures = reader.OneWord(Parameter.Include) is not null,
            By = by,
            Top = reader.OneNumber(Parameter.Top) ?? 10,
            Kinds = reader.ManyWords<CheckKind>(Parameter.Kind),
            Verdicts = reader.ManyWords<Verdict>(Parameter.Verdicts),
            Measures = reader.ManyWords<Measure>(Parameter.Measures),
            Indicators = reader.Many(Parameter.Indicator, Indicators),
            Sources = reader.Many(Parameter.Source, Sources),
            Sort = reader.OneColumn(Parameter.Sort, out var descending),
            Descending = descending,
            Limit = reader.OneNumber(Parameter.Limit),
            Fields = reader.ManyColumns(Parameter.Fields),
            Format = reader.Text(Parameter.Format),
        };
        if (Takes(Parameter.OfPartner) && question is { OfReporter: null, OfPartner: null, OfCommodity: null })
            question = WithUsualWhole(question);
        reader.CheckRange(question);
        reader.CheckConversion(question);
        if (question.Convert is { } one)
            question = question with { Currencies = [one] };
        if (Takes(Parameter.By))
            reader.CheckRanking(question);
        if (reader.OneCursor(question, KeyLength + (question.Sort is null ? 0 : 1)) is { } after)
            question = question with { After = after };
        faults = reader.Faults;
        return faults.Count == 0 ? question : null;
    }

    // What is ranked is measured in all of its kind: partners in the world, reporters in the world, commodities in all goods.
    private static Question WithUsualWhole(Question question) => question.By switch
    {
        "reporter" => question with { OfReporter = Area.World },
        "commodity" => question with { OfCommodity = Commodity.Total },
        _ => question with { OfPartner = Area.World },
    };

    private static string? Same(IEnumerable<string> words, string word) => words.FirstOrDefault(known => known.Equals(word, StringComparison.Ordinal));

    private bool Takes(Parameter parameter) => Parameters.Contains(parameter);

    private Parameter? Find(string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Name == name)
                return parameter;
        }
        return null;
    }

    /// <summary>The code that a text spells, null for none; and all spellings, to suggest the nearest.</summary>
    private sealed record CodeList(Func<Catalogue, string, string?> Find, Func<Catalogue, IEnumerable<string>> Spellings);

    private sealed class Reader
    {
        private static readonly List<string> None = [];

        private readonly Grammar _grammar;
        private readonly Catalogue _catalogue;
        private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
        private readonly List<Fault> _faults = [];

        public Reader(Grammar grammar, string query, Catalogue catalogue)
        {
            (_grammar, _catalogue) = (grammar, catalogue);
            foreach (var (name, value) in QueryString.Split(query, _faults))
            {
                if (grammar.Find(name) is { } parameter)
                {
                    Add(parameter, value);
                    continue;
                }
                var known = grammar.Parameters.Select(parameter => parameter.Name).ToList();
                _faults.Add(new(name, value, FaultCode.UnknownParameter,
                    $"/v1/{grammar.Noun} has no parameter '{name}'. It takes {(known.Count == 0 ? "none" : string.Join(", ", known))}.", new Nearest(known).To(name)));
            }
        }

        public IReadOnlyList<Fault> Faults => _faults.Count == 0 ? [] : [.. _faults.DistinctBy(fault => (fault.Parameter, fault.Value, fault.Code))];

        public string? Text(Parameter parameter) => _values.TryGetValue(parameter.Name, out var values) ? values[0] : null;

        public bool Has(Parameter parameter, string value) => _values.TryGetValue(parameter.Name, out var values) && values.Contains(value, StringComparer.OrdinalIgnoreCase);

        public string? One(Parameter parameter, CodeList list) => Many(parameter, list) is [var first, ..] ? first : null;

        public List<string> Many(Parameter parameter, CodeList list)
        {
            var found = Found(parameter, _catalogue, list.Find, list.Spellings);
            if (found.Count > 1)
                found.Sort(StringComparer.Ordinal);
            return found;
        }

        public IReadOnlyList<T> ManyWords<T>(Parameter parameter) where T : struct, Enum
        {
            var found = Found(parameter, parameter.Words, static (_, word) => Words<T>.TryParse(word, out var value) ? Words<T>.Of(value) : null, static words => words!);
            return found.Count == 0 ? [] : [.. found.Select(word => Words<T>.TryParse(word, out var value) ? value : default).Order()];
        }

        public string? OneWord(Parameter parameter) => Found(parameter, parameter.Words, static (words, word) => Same(words!, word), static words => words!) is [var first, ..] ? first : null;

        public List<string> ManyColumns(Parameter parameter) => Found(parameter, _grammar.Columns, Same, static columns => columns);

        public string? OneColumn(Parameter parameter, out bool descending)
        {
            descending = Text(parameter)?.StartsWith('-') ?? false;
            var found = descending
                ? Found(parameter, _grammar.Columns, static (columns, field) => Same(columns, field[1..]), static columns => columns.Select(column => "-" + column))
                : Found(parameter, _grammar.Columns, Same, static columns => columns);
            return found is [var first, ..] ? first : null;
        }

        public IReadOnlyList<Period> ManyPeriods(Parameter parameter)
        {
            if (!_values.TryGetValue(parameter.Name, out var values))
                return [];
            if (Has(parameter, Parameter.Latest) && values.Any(value => !value.Equals(Parameter.Latest, StringComparison.OrdinalIgnoreCase)))
                _faults.Add(new(parameter.Name, string.Join(',', values), FaultCode.Conflict, "latest stands alone: it cannot be asked together with other periods.", [Parameter.Latest]));
            return [.. values.Where(value => !value.Equals(Parameter.Latest, StringComparison.OrdinalIgnoreCase))
                .Select(value => Period(parameter, value)).OfType<Period>().Distinct().Order()];
        }

        public Period? OnePeriod(Parameter parameter) => Text(parameter) is { } text ? Period(parameter, text) : null;

        public int? OneNumber(Parameter parameter)
        {
            if (Text(parameter) is not { } text)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= parameter.Minimum && number <= parameter.Maximum)
                return number;
            _faults.Add(new(parameter.Name, text, FaultCode.OutOfRange, $"{parameter.Name} is a whole number from {parameter.Minimum} to {parameter.Maximum}.", []));
            return null;
        }

        public DateOnly? OneDate(Parameter parameter)
        {
            if (Text(parameter) is not { } text)
                return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
            _faults.Add(new(parameter.Name, text, FaultCode.InvalidDate, $"'{text}' is no day: write one such as 2025-05-01.", []));
            return null;
        }

        public void CheckConversion(Question question)
        {
            if (question.Convert is { } to && question.Currencies.Any(currency => currency != to))
                _faults.Add(new(Parameter.Convert.Name, to, FaultCode.Conflict, $"convert={to} answers all rows in {to}: leave currency out.", []));
        }

        public void CheckRanking(Question question)
        {
            NeedOne(Parameter.Reporter, question.Reporters, question.By != "reporter");
            NeedOne(Parameter.Partner, question.Partners, question.By != "partner");
            NeedOne(Parameter.Commodity, question.Commodities, question.By != "commodity");
            AtMostOne(Parameter.Flow, question.Flows.Count);
            AtMostOne(Parameter.Period, question.Periods.Count);
            AtMostOne(Parameter.Currencies, question.Currencies.Count);

            void NeedOne(Parameter parameter, IReadOnlyList<string> values, bool isFixed)
            {
                if (isFixed && values.Count == 0 && !_values.ContainsKey(parameter.Name))
                    _faults.Add(new(parameter.Name, null, FaultCode.Missing, $"A ranking by {question.By} is for one {parameter.Name}: name it.", []));
                else if (isFixed)
                    AtMostOne(parameter, values.Count);
            }

            void AtMostOne(Parameter parameter, int count)
            {
                if (count > 1)
                    _faults.Add(new(parameter.Name, string.Join(',', _values[parameter.Name]), FaultCode.Conflict, $"A ranking by {question.By} is for one {parameter.Name}.", []));
            }
        }

        public Cursor? OneCursor(Question question, int keyLength)
        {
            // The cursor can only be checked against a question that is sound otherwise.
            if (Text(Parameter.After) is not { } text || _faults.Count > 0)
                return null;
            if (Cursor.Read(text, question.Rows) is { } cursor && cursor.Key.Count == keyLength)
                return cursor;
            _faults.Add(new(Parameter.After.Name, text, FaultCode.InvalidCursor,
                "This is no cursor of this question: take it from meta.next of the page before, and change nothing but limit, fields and format between pages.", []));
            return null;
        }

        public void CheckRange(Question question)
        {
            if (question.From is { } from && question.To is { } to && from.Start >= to.End)
                _faults.Add(new(Parameter.From.Name, from.ToString(), FaultCode.Conflict, $"from ({from}) lies after to ({to}): no period is between them.", []));
            foreach (var period in question.Periods.Where(period => period.Start < question.From?.Start || period.End > question.To?.End))
                _faults.Add(new(Parameter.Period.Name, period.ToString(), FaultCode.Conflict, $"{period} lies outside the range that from and to allow.", []));
        }

        private void Add(Parameter parameter, string? text)
        {
            var split = parameter.TakesMany ? (text ?? "").Split(',') : [text ?? ""];
            var values = _values.TryGetValue(parameter.Name, out var before) ? before : _values[parameter.Name] = [];
            foreach (var spaced in split)
            {
                var value = spaced.Trim();
                if (value.Length == 0)
                    _faults.Add(new(parameter.Name, text, FaultCode.EmptyValue, $"{parameter.Name} has {(split.Length > 1 ? "an empty value between commas" : "no value")}: give one or leave the parameter out.", []));
                else if (!parameter.TakesMany && values.Count > 0 && values[0] != value)
                    _faults.Add(new(parameter.Name, value, FaultCode.Conflict, $"{parameter.Name} takes one value, but is given '{values[0]}' and '{value}'.", []));
                else
                    values.Add(value);
            }
            if (values.Count > MostValues)
            {
                _faults.Add(new(parameter.Name, null, FaultCode.TooMany, $"{parameter.Name} takes at most {MostValues} values: leave it out for all, or ask in parts.", []));
                values.RemoveRange(MostValues, values.Count - MostValues);
            }
            if (values.Count == 0)
                _values.Remove(parameter.Name);
        }

        // Each value once, in the order of the question; what is looked up, and by what, come apart, so that a parameter that is not there costs nothing.
        private List<string> Found<TCodes>(Parameter parameter, TCodes codes, Func<TCodes, string, string?> find, Func<TCodes, IEnumerable<string>> spellings)
        {
            if (!_values.TryGetValue(parameter.Name, out var values))
                return None;
            var found = new List<string>(values.Count);
            Nearest? nearest = null;
            foreach (var value in values)
            {
                if (find(codes, value) is not { } code)
                    Unknown(parameter, value, nearest ??= new(spellings(codes)));
                else if (!found.Contains(code))
                    found.Add(code);
            }
            return found;
        }

        private void Unknown(Parameter parameter, string value, Nearest nearest)
        {
            var expected = parameter.Words is { } words ? $"It takes {string.Join(", ", words)}." : "See the code lists, or the suggestions.";
            _faults.Add(new(parameter.Name, value, FaultCode.UnknownValue, $"{parameter.Name} has no value '{value}'. {expected}", nearest.To(value)));
        }

        private Period? Period(Parameter parameter, string text)
        {
            if (Trade.Period.TryParse(text, out var period))
                return period;
            _faults.Add(new(parameter.Name, text, FaultCode.InvalidPeriod,
                $"'{text}' is no period between {Trade.Period.FirstYear} and {Trade.Period.LastYear}: write {Trade.Period.Spellings}.", NearPeriods(text)));
            return null;
        }

        private static IReadOnlyList<string> NearPeriods(string text)
        {
            if (YearAndPart().Match(text) is not { Success: true } match)
                return [];
            var part = match.Groups["part"].Value.ToUpperInvariant();
            var guess = match.Groups["year"].Value + "-" + (part.Length == 1 ? "0" + part : part);
            return Trade.Period.TryParse(guess, out var period) ? [period.ToString()] : [];
        }
    }

    [GeneratedRegex(@"^(?<year>[0-9]{4})[^0-9A-Za-z]*(?<part>[Qq][1-4]|[0-9]{1,2})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex YearAndPart();
}
