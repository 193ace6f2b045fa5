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

    /// <summary>Reads a question.</summary>
    /// <param name="query">The raw query string.</param>
    /// <param name="catalogue">The codes in force.</param>
    /// <param name="faults">Every fault found; empty exactly when a question is returned.</param>
    /// <returns>The question; null where there are faults.</returns>
    public Question? Parse(string query, Catalogue catalogue, out IReadOnlyList<Fault> faults)
    {
        var reader = new Reader(this, query);
        var by = reader.OneWord(Parameter.By) ?? "partner";
        var descending = reader.Text(Parameter.Sort)?.StartsWith('-') ?? false;
        var question = new Question
        {
            Noun = Noun,
            Dataset = reader.One(Parameter.Dataset, id => catalogue.FindDataset(id)?.Id, catalogue.Datasets.Select(dataset => dataset.Id)) ?? Dataset.Articles,
            Reporters = reader.Many(Parameter.Reporter, Area, AreaSpellings),
            Partners = reader.Many(Parameter.Partner, Area, AreaSpellings),
            Flows = reader.ManyWords<Flow>(Parameter.Flow),
            Commodities = Commodities(reader, Commodity, CommoditySpellings, by),
            Latest = reader.Has(Parameter.Period, Parameter.Latest),
            Periods = reader.ManyPeriods(Parameter.Period),
            Frequencies = reader.ManyWords<Frequency>(Parameter.Frequency),
            Currencies = reader.Many(Parameter.Currencies, CurrencyCode, Currency.Codes),
            From = reader.OnePeriod(Parameter.From),
            To = reader.OnePeriod(Parameter.To),
            OfReporter = reader.One(Parameter.OfReporter, Area, AreaSpellings),
            OfPartner = reader.One(Parameter.OfPartner, Area, AreaSpellings),
            OfCommodity = reader.One(Parameter.OfCommodity, Commodity, CommoditySpellings),
            Derived = reader.OneWord(Parameter.Derived) == "true",
            Convert = reader.One(Parameter.Convert, CurrencyCode, Currency.Codes),
            AsOf = reader.OneDate(Parameter.AsOf),
            Base = reader.OnePeriod(Parameter.Base),
            IncludesFigures = reader.OneWord(Parameter.Include) is not null,
            By = by,
            Top = reader.OneNumber(Parameter.Top) ?? 10,
            Kinds = reader.ManyWords<CheckKind>(Parameter.Kind),
            Verdicts = reader.ManyWords<Verdict>(Parameter.Verdicts),
            Measures = reader.ManyWords<Measure>(Parameter.Measures),
            Indicators = reader.Many(Parameter.Indicator, indicator => Same(catalogue.Indicators, indicator), catalogue.Indicators),
            Sources = reader.Many(Parameter.Source, source => Same(catalogue.Sources.Select(known => known.Id), source), catalogue.Sources.Select(known => known.Id)),
            Sort = reader.One(Parameter.Sort, field => Same(Columns, field.StartsWith('-') ? field[1..] : field), () => Columns.Select(column => descending ? "-" + column : column)),
            Descending = descending,
            Limit = reader.OneNumber(Parameter.Limit),
            Fields = reader.Many(Parameter.Fields, field => Same(Columns, field), Columns, inOrder: true),
            Format = reader.Text(Parameter.Format),
        };
        if (Parameters.Contains(Parameter.OfPartner) && question is { OfReporter: null, OfPartner: null, OfCommodity: null })
            question = WithUsualWhole(question);
        reader.CheckRange(question);
        reader.CheckConversion(question);
        if (question.Convert is { } one)
            question = question with { Currencies = [one] };
        if (Parameters.Contains(Parameter.By))
            reader.CheckRanking(question);
        if (reader.OneCursor(question, KeyLength + (question.Sort is null ? 0 : 1)) is { } after)
            question = question with { After = after };
        faults = reader.Faults;
        return faults.Count == 0 ? question : null;

        static string? CurrencyCode(string code) => Currency.IsKnown(code.ToUpperInvariant()) ? code.ToUpperInvariant() : null;
        string? Area(string spelling) => catalogue.FindArea(spelling)?.Code;
        string? Commodity(string spelling) => catalogue.FindCommodity(spelling)?.Code;
        IEnumerable<string> AreaSpellings() => catalogue.Areas.SelectMany(Catalogue.SpellingsOf);
        IEnumerable<string> CommoditySpellings() => catalogue.Commodities.SelectMany(commodity => new[] { commodity.Code, commodity.Name });
    }

    private IReadOnlyList<string> Commodities(Reader reader, Func<string, string?> find, Func<IEnumerable<string>> spellings, string by)
    {
        var named = reader.Many(Parameter.Commodity, find, spellings);
        return named.Count == 0 && Parameters.Contains(Parameter.Commodity) && by != "commodity" ? [Commodity.Total] : named;
    }

    // What is ranked is measured in all of its kind: partners in the world, reporters in the world, commodities in all goods.
    private static Question WithUsualWhole(Question question) => question.By switch
    {
        "reporter" => question with { OfReporter = Area.World },
        "commodity" => question with { OfCommodity = Commodity.Total },
        _ => question with { OfPartner = Area.World },
    };

    private static string? Same(IEnumerable<string> words, string word) => words.FirstOrDefault(known => known.Equals(word, StringComparison.Ordinal));

    private sealed class Reader
    {
        private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
        private readonly List<Fault> _faults = [];

        public Reader(Grammar grammar, string query)
        {
            foreach (var (name, value) in QueryString.Split(query, _faults))
            {
                if (grammar.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } parameter)
                {
                    Add(parameter, value);
                    continue;
                }
                var known = grammar.Parameters.Select(parameter => parameter.Name).ToList();
                _faults.Add(new(name, value, FaultCode.UnknownParameter,
                    $"/v1/{grammar.Noun} has no parameter '{name}'. It takes {(known.Count == 0 ? "none" : string.Join(", ", known))}.", Nearest.To(name, known)));
            }
        }

        public IReadOnlyList<Fault> Faults => [.. _faults.DistinctBy(fault => (fault.Parameter, fault.Value, fault.Code))];

        public string? Text(Parameter parameter) => _values.GetValueOrDefault(parameter.Name)?[0];

        public bool Has(Parameter parameter, string value) => _values.GetValueOrDefault(parameter.Name)?.Contains(value, StringComparer.OrdinalIgnoreCase) ?? false;

        public string? One(Parameter parameter, Func<string, string?> find, Func<IEnumerable<string>> candidates) => Many(parameter, find, candidates) is [var first, ..] ? first : null;

        public string? One(Parameter parameter, Func<string, string?> find, IEnumerable<string> candidates) => One(parameter, find, () => candidates);

        public IReadOnlyList<string> Many(Parameter parameter, Func<string, string?> find, IEnumerable<string> candidates, bool inOrder = false) =>
            Many(parameter, find, () => candidates, inOrder);

        public IReadOnlyList<string> Many(Parameter parameter, Func<string, string?> find, Func<IEnumerable<string>> candidates, bool inOrder = false)
        {
            if (!_values.TryGetValue(parameter.Name, out var values))
                return [];
            var found = new List<string>();
            foreach (var value in values)
            {
                if (find(value) is { } code)
                    found.Add(code);
                else
                    Unknown(parameter, value, candidates());
            }
            return [.. inOrder ? found.Distinct() : found.Distinct().Order(StringComparer.Ordinal)];
        }

        public IReadOnlyList<T> ManyWords<T>(Parameter parameter) where T : struct, Enum => !_values.ContainsKey(parameter.Name)
            ? []
            : [.. Many(parameter, word => Words<T>.TryParse(word, out var value) ? Words<T>.Of(value) : null, parameter.Words!)
                .Select(word => Words<T>.TryParse(word, out var value) ? value : default).Order()];

        public IReadOnlyList<Period> ManyPeriods(Parameter parameter)
        {
            var values = _values.GetValueOrDefault(parameter.Name) ?? [];
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

        public string? OneWord(Parameter parameter) => One(parameter, word => Same(parameter.Words!, word), parameter.Words!);

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
            foreach (var value in split.Select(value => value.Trim()))
            {
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

        private void Unknown(Parameter parameter, string value, IEnumerable<string> candidates)
        {
            var expected = parameter.Words is { } words ? $"It takes {string.Join(", ", words)}." : "See the code lists, or the suggestions.";
            _faults.Add(new(parameter.Name, value, FaultCode.UnknownValue, $"{parameter.Name} has no value '{value}'. {expected}", Nearest.To(value, candidates)));
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
