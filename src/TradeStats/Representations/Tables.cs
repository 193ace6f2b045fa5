using System.Globalization;
using TradeStats.Statistics;
using TradeStats.Trade;

namespace TradeStats.Representations;

/// <summary>The tables of all endpoints: names, types, units and meaning of their fields, in the order of CSV.</summary>
public static class Tables
{
    private const string UnitOfCurrency = "units of the currency";

    private static readonly string[] CellKey = ["reporter", "partner", "flow", "commodity", "period", "currency"];

    /// <summary>Trade values.</summary>
    public static readonly Table<Observation> Totals = new("totals", "The value of trade of one cell: reporter, partner, flow, commodity, period and currency.",
    [
        .. SeriesColumns<Observation>(row => row.Series),
        .. PeriodColumns<Observation>(row => row.Period),
        new("currency", ColumnType.Text, null, "ISO 4217 code of the currency of the value.", (row, _) => Cell.Of(row.Currency)),
        new("value", ColumnType.Number, UnitOfCurrency, "The value as stated or computed; for a qualifier of atLeast or atMost the bound itself, or the sum of the parts that are there.", (row, _) => Cell.Of(row.Number.Number), IsNullable: true),
        .. BoundColumns<Observation>(UnitOfCurrency, row => row.Number),
        QualifierColumn<Observation>(row => row.Number.Qualifier),
        new("method", ColumnType.Text, null, "How the value came about: published by a source; computed as a sum of published values; or derived; see basis.",
            (row, _) => Cell.Word((Method?)row.Method), Words: Words<Method>.All),
        new("disputed", ColumnType.Boolean, null, "Whether two sources state this cell with bounds that do not overlap.", (row, _) => Cell.Of((bool?)row.Disputed)),
        FiguresColumn<Observation>(row => row.Figures),
        new("basis", ColumnType.Text, null, "For a computed or derived value its operands and formula, so that the sum can be done again; null for published ones.", (row, _) => Cell.Of(Basis.Of(row)), IsNullable: true),
        CitationColumn<Observation>(row => row.Figures),
        new("sumOf", ColumnType.Text, null, "What kind of parts a computed value was added up of; null where it is no sum.", (row, _) => Cell.Word(row.SumOf), IsNullable: true, Words: Words<SumOf>.All),
        new("parts", ColumnType.Integer, "parts", "How many such parts there are; null where it is no sum.", (row, _) => Cell.Of((decimal?)row.Parts), IsNullable: true),
        new("missing", ColumnType.List, null, "The parts that are not there: months, without which there is no value; or members, without which it is at least that much.", (row, _) => Cell.Of(row.Missing)),
        ReasonColumn<Observation>("value", row => row.LacksMonths ? Reason.MissingMonths : null, Reason.MissingMonths),
    ], CellKey, row => row.Figures, new(CellKey, "value", Transformation.Level, row => row.Period, row => row.Number.StatusBy(row.Method)));

    /// <summary>Growth.</summary>
    public static readonly Table<Growth> Growth = new("growth", "The change of one cell against the same months one year earlier, or against the base period that the question names.",
    [
        .. SeriesColumns<Growth>(row => row.Series),
        new("period", ColumnType.Period, null, "The period that is compared.", (row, _) => Cell.Of((Period?)row.Period)),
        new("basePeriod", ColumnType.Period, null, "The period that it is compared with.", (row, _) => Cell.Of((Period?)row.BasePeriod)),
        FrequencyColumn<Growth>(row => row.Period),
        new("currency", ColumnType.Text, null, "ISO 4217 code of the currency of the values; null where a published percentage does not tell.", (row, _) => Cell.Of(row.Currency), IsNullable: true),
        new("growthPercent", ColumnType.Number, "percent", "100 * (value / baseValue - 1): as published where a source states it, else computed; null where neither, see reason.",
            (row, _) => Cell.Of(row.Percent.Number.Number), IsNullable: true),
        .. PercentageColumns<Growth>(row => row.Percent),
        new("multiple", ColumnType.Number, "times", "value / baseValue, that is 1 + growthPercent / 100; null where growthPercent is.", (row, _) => Cell.Of(row.Multiple), IsNullable: true),
        new("annualPercent", ColumnType.Number, "percent a year", "100 * (multiple ^ (1 / years) - 1), the constant yearly rate over the years between; for one year equal to growthPercent.",
            (row, _) => Cell.Of(row.AnnualPercent.Number), IsNullable: true),
        new("value", ColumnType.Number, UnitOfCurrency, "The value of the period; null where no source gives one.", (row, _) => Cell.Of(row.Value.Number), IsNullable: true),
        new("baseValue", ColumnType.Number, UnitOfCurrency, "The value of the base period; null where no source gives one.", (row, _) => Cell.Of(row.BaseValue.Number), IsNullable: true),
        ReasonColumn<Growth>("percentage", row => row.Percent.Reason, Reason.NoBaseValue, Reason.ZeroBase, Reason.NegativeBase, Reason.NotAlike, Reason.OnlyBounds, Reason.MissingMonths),
        FiguresColumn<Growth>(row => row.Figures),
        .. BoundsOf<Growth>("annual", "percent a year", "annualPercent", row => row.AnnualPercent),
        .. BoundsOf<Growth>("value", UnitOfCurrency, "value", row => row.Value),
        .. BoundsOf<Growth>("base", UnitOfCurrency, "baseValue", row => row.BaseValue),
        CitationColumn<Growth>(row => row.Figures),
        MissingColumn<Growth>(row => row.Missing),
    ], CellKey, row => row.Figures, new(CellKey, "growthPercent", Transformation.Change, row => row.Period, row => row.Percent.Number.StatusBy(row.Percent.Method)));

    /// <summary>Shares.</summary>
    public static readonly Table<Share> Shares = new("shares", "One cell as a part of a whole: the row's own key with reporter, partner or commodity replaced.",
    [
        .. SeriesColumns<Share>(row => row.Series),
        new("ofReporter", ColumnType.Text, null, "The reporter of the whole.", (row, _) => Cell.Of(row.Whole.Reporter)),
        new("ofPartner", ColumnType.Text, null, "The partner of the whole.", (row, _) => Cell.Of(row.Whole.Partner)),
        new("ofCommodity", ColumnType.Text, null, "The commodity of the whole.", (row, _) => Cell.Of(row.Whole.Commodity)),
        .. PeriodColumns<Share>(row => row.Period),
        new("currency", ColumnType.Text, null, "ISO 4217 code of the currency of the values; null where a published percentage does not tell.", (row, _) => Cell.Of(row.Currency), IsNullable: true),
        new("sharePercent", ColumnType.Number, "percent", "100 * value / ofValue: as published where a source states it, else computed; null where neither, see reason.",
            (row, _) => Cell.Of(row.Percent.Number.Number), IsNullable: true),
        .. PercentageColumns<Share>(row => row.Percent),
        new("value", ColumnType.Number, UnitOfCurrency, "The value of the part; null where no source gives one.", (row, _) => Cell.Of(row.Value.Number), IsNullable: true),
        new("ofValue", ColumnType.Number, UnitOfCurrency, "The value of the whole; null where no source gives one.", (row, _) => Cell.Of(row.WholeValue.Number), IsNullable: true),
        ReasonColumn<Share>("percentage", row => row.Percent.Reason, Reason.NoWholeValue, Reason.ZeroWhole, Reason.NegativeWhole, Reason.NotAPart, Reason.OnlyBounds, Reason.MissingMonths),
        FiguresColumn<Share>(row => row.Figures),
        .. BoundsOf<Share>("value", UnitOfCurrency, "value", row => row.Value),
        .. BoundsOf<Share>("of", UnitOfCurrency, "ofValue", row => row.WholeValue),
        CitationColumn<Share>(row => row.Figures),
        MissingColumn<Share>(row => row.Missing),
    ], CellKey, row => row.Figures, new(CellKey, "sharePercent", Transformation.Share, row => row.Period, row => row.Percent.Number.StatusBy(row.Percent.Method)));

    /// <summary>Figures as published.</summary>
    public static readonly Table<(Figure Figure, Source Source)> Figures = new("figures", "One number exactly as a source prints it, and where.",
    [
        new("id", ColumnType.Text, null, "A short stable name of the figure.", (row, _) => Cell.Of(row.Figure.Id)),
        new("measure", ColumnType.Text, null, "What it measures.", (row, _) => Cell.Word((Measure?)row.Figure.Measure), Words: Words<Measure>.All),
        new("indicator", ColumnType.Text, null, "What it is about; only goods-trade enters totals, growth and shares.", (row, _) => Cell.Of(row.Figure.Indicator)),
        .. AreaColumns<(Figure Figure, Source Source)>("reporter", "The area that reports", row => row.Figure.Reporter),
        .. AreaColumns<(Figure Figure, Source Source)>("partner", "The area that it trades with", row => row.Figure.Partner),
        new("entity", ColumnType.Text, null, "The one company, park or event that it is about; null where it is about the areas.", (row, _) => Cell.Of(row.Figure.Entity), IsNullable: true),
        new("flow", ColumnType.Text, null, "The direction of trade as the reporter sees it; null where the statement has none.", (row, _) => Cell.Word(row.Figure.Flow), IsNullable: true, Words: Words<Flow>.All),
        .. CommodityColumns<(Figure Figure, Source Source)>(row => row.Figure.Commodity),
        new("period", ColumnType.Period, null, "The period that it speaks of.", (row, _) => Cell.Of((Period?)row.Figure.Period)),
        new("periodInferred", ColumnType.Boolean, null, "Whether the period is inferred rather than printed.", (row, _) => Cell.Of((bool?)row.Figure.PeriodInferred)),
        FrequencyColumn<(Figure Figure, Source Source)>(row => row.Figure.Period),
        new("unit", ColumnType.Text, null, "The unit of the number: a currency, percent, rank, years, times, or what is counted.", (row, _) => Cell.Of(row.Figure.Unit)),
        new("currency", ColumnType.Text, null, "ISO 4217 code of the values that it speaks of; null where nobody can tell.", (row, _) => Cell.Of(row.Figure.Currency), IsNullable: true),
        new("number", ColumnType.Number, "as unit says", "The number, in units: 6.99 trillion yuan is 6990000000000.", (row, _) => Cell.Of(row.Figure.Number.Number)),
        .. BoundColumns<(Figure Figure, Source Source)>("as unit says", row => row.Figure.Number),
        QualifierColumn<(Figure Figure, Source Source)>(row => row.Figure.Number.Qualifier),
        new("of", ColumnType.Text, null, "For a share, a rank, a streak and some multiples what it is measured against, as partner=WLD: the row's own key with that dimension replaced. Else null.",
            (row, _) => Cell.Of(row.Figure.Of), IsNullable: true),
        new("base", ColumnType.Period, null, "The base period of a growth or multiple; null for other measures.", (row, _) => Cell.Of(row.Figure.Base), IsNullable: true),
        new("asPrinted", ColumnType.Text, null, "The few words of the number itself.", (row, _) => Cell.Of(row.Figure.AsPrinted)),
        new("conversion", ColumnType.Boolean, null, "Whether it is the outlet's own conversion of another figure into a second currency.", (row, _) => Cell.Of((bool?)row.Figure.Conversion)),
        new("attributedTo", ColumnType.Text, null, "Whom the source names for it; null where nobody.", (row, _) => Cell.Of(row.Figure.AttributedTo), IsNullable: true),
        new("source", ColumnType.Text, null, "The id of the source.", (row, _) => Cell.Of(row.Figure.Source)),
        new("sourceTitle", ColumnType.Text, null, "The headline of the source; in square brackets where it has none and the title is supplied.", (row, _) => Cell.Of(row.Source.Title)),
        new("publisher", ColumnType.Text, null, "Who published the source.", (row, _) => Cell.Of(row.Source.Publisher)),
        new("published", ColumnType.Text, null, "When, as far as it is known: a year, month or day.", (row, _) => Cell.Of(row.Source.Published)),
        new("publishedInferred", ColumnType.Boolean, null, "Whether that date is inferred.", (row, _) => Cell.Of((bool?)row.Source.PublishedInferred)),
        new("document", ColumnType.Text, null, "The file that holds the text of the source.", (row, _) => Cell.Of(row.Source.Document)),
        new("line", ColumnType.Integer, "lines", "The line of that file, counted from 1.", (row, _) => Cell.Of((decimal?)row.Figure.Line)),
        new("note", ColumnType.Text, null, "What a reader must know to use it; null where nothing.", (row, _) => Cell.Of(row.Figure.Note), IsNullable: true),
    ], ["id"], row => [row.Figure.Id]);

    /// <summary>One figure with the answers that it takes part in.</summary>
    public static readonly Table<(Figure Figure, Source Source, IReadOnlyList<string> Answers)> FigureWithAnswers = new("figures", "One number exactly as a source prints it, where, and what it is used for.",
    [
        .. Figures.Columns.Select(column => new Column<(Figure Figure, Source Source, IReadOnlyList<string> Answers)>(
            column.Name, column.Type, column.Unit, column.Description, (row, catalogue) => column.Read((row.Figure, row.Source), catalogue), column.IsNullable, column.Words)),
        new("answers", ColumnType.List, null, "The questions whose answers it takes part in, as URLs of this service.", (row, _) => Cell.Of(row.Answers)),
    ], ["id"]);

    /// <summary>Rankings.</summary>
    public static readonly Table<Placing> Rankings = new("rankings", "One place in an order of values.",
    [
        new("rank", ColumnType.Integer, "places", "The place, 1 for the largest; equal values share the better place.", (row, _) => Cell.Of((decimal?)row.Rank)),
        new("code", ColumnType.Text, null, "What holds the place: the code of an area or commodity.", (row, _) => Cell.Of(row.Code)),
        new("name", ColumnType.Text, null, "Its English name.", (row, catalogue) => Cell.Of(row.By is "commodity" ? catalogue.CommodityName(row.Code) : catalogue.AreaName(row.Code))),
        new("value", ColumnType.Number, UnitOfCurrency, "The value that the order goes by.", (row, _) => Cell.Of(row.Value.Number.Number)),
        .. BoundColumns<Placing>(UnitOfCurrency, row => row.Value.Number),
        new("sharePercent", ColumnType.Number, "percent", "100 * value / the value of the whole; null where that has none.", (row, _) => Cell.Of(row.Share?.Percent.Number.Number), IsNullable: true),
        new("cumulativePercent", ColumnType.Number, "percent", "The share of this place and all before it together; null where a share is.", (row, _) => Cell.Of(row.CumulativePercent), IsNullable: true),
        new("growthPercent", ColumnType.Number, "percent", "The growth on the same months one year earlier; null where /v1/growth has none.", (row, _) => Cell.Of(row.Growth?.Percent.Number.Number), IsNullable: true),
        QualifierColumn<Placing>(row => row.Value.Number.Qualifier),
        new("method", ColumnType.Text, null, "How the value came about.", (row, _) => Cell.Word((Method?)row.Value.Method), Words: Words<Method>.All),
        FiguresColumn<Placing>(row => row.Figures),
        new("by", ColumnType.Text, null, "What is ranked: partner, reporter or commodity.", (row, _) => Cell.Of(row.By)),
        .. SeriesColumns<Placing>(row => row.Value.Series),
        .. PeriodColumns<Placing>(row => row.Value.Period),
        new("currency", ColumnType.Text, null, "ISO 4217 code of the currency of the value.", (row, _) => Cell.Of(row.Value.Currency)),
        new("ofReporter", ColumnType.Text, null, "The reporter of the whole.", (row, _) => Cell.Of(row.Whole.Reporter)),
        new("ofPartner", ColumnType.Text, null, "The partner of the whole.", (row, _) => Cell.Of(row.Whole.Partner)),
        new("ofCommodity", ColumnType.Text, null, "The commodity of the whole.", (row, _) => Cell.Of(row.Whole.Commodity)),
        new("undecidedWith", ColumnType.List, null, "The codes whose bounds meet those of this row, so that their order is not certain; empty where it is.", (row, _) => Cell.Of(row.UndecidedWith)),
        new("publishedRank", ColumnType.Integer, "places", "The place that a source states for the same period and flow; null where none does. Its group may be another, see the figure.", (row, _) => Cell.Of((decimal?)row.PublishedRank), IsNullable: true),
        new("streakYears", ColumnType.Integer, "years", "The years in a row that a source states for it; null where none does.", (row, _) => Cell.Of((decimal?)row.StreakYears), IsNullable: true),
        CitationColumn<Placing>(row => row.Figures),
    ], ["rank", "code"], row => row.Figures, new(CellKey, "value", Transformation.Level, row => row.Value.Period, row => row.Value.Number.StatusBy(row.Value.Method)));

    /// <summary>Checks.</summary>
    public static readonly Table<Check> Checks = new("checks", "One claim about published figures, or about a row of an imported table, and whether it stands.",
    [
        new("id", ColumnType.Text, null, "A stable name.", (row, _) => Cell.Of(row.Id)),
        new("kind", ColumnType.Text, null, "What is compared.", (row, _) => Cell.Word((CheckKind?)row.Kind), Words: Words<CheckKind>.All),
        new("reporter", ColumnType.Text, null, "The area that reports.", (row, _) => Cell.Of(row.Series.Reporter)),
        new("partner", ColumnType.Text, null, "The area that it trades with.", (row, _) => Cell.Of(row.Series.Partner)),
        new("flow", ColumnType.Text, null, "The flow.", (row, _) => Cell.Word((Flow?)row.Series.Flow), Words: Words<Flow>.All),
        new("commodity", ColumnType.Text, null, "What is traded.", (row, _) => Cell.Of(row.Series.Commodity)),
        new("period", ColumnType.Period, null, "The period.", (row, _) => Cell.Of((Period?)row.Period)),
        new("currency", ColumnType.Text, null, "ISO 4217 code; null where the claim has none.", (row, _) => Cell.Of(row.Currency.Length == 0 ? null : row.Currency), IsNullable: true),
        new("statement", ColumnType.Text, null, "The claim in words.", (row, _) => Cell.Of(row.Statement)),
        new("expected", ColumnType.Number, "as the kind says", "What follows from the other figures: units of the currency, percent, places, times, or units of one currency for another; null where only bounds follow.", (row, _) => Cell.Of(row.Expected.Number), IsNullable: true),
        new("actual", ColumnType.Number, "as the kind says", "What the checked figure says; null where it says none.", (row, _) => Cell.Of(row.Actual), IsNullable: true),
        .. BoundColumns<Check>("as the kind says", row => row.Expected),
        new("verdict", ColumnType.Text, null, "Whether both can be true.", (row, _) => Cell.Word((Verdict?)row.Verdict), Words: Words<Verdict>.All),
        FiguresColumn<Check>(row => row.Figures),
    ], ["kind", .. CellKey, "id"], row => row.Figures);

    /// <summary>Availability.</summary>
    public static readonly Table<Available> Availability = new("availability", "One value of one dimension and how many rows of totals it has under the filters.",
    [
        new("dimension", ColumnType.Text, null, "The dimension, by the name of its parameter.", (row, _) => Cell.Of(row.Dimension).At(Available.PlaceOf(row.Dimension)), Words: [.. Available.Dimensions]),
        new("code", ColumnType.Text, null, "The value, as the parameter takes it.", (row, _) => Cell.Of(row.Code)),
        new("name", ColumnType.Text, null, "Its English name; null for dimensions whose codes need none.", (row, catalogue) => Cell.Of(row.Dimension switch
        {
            "reporter" or "partner" => catalogue.AreaName(row.Code),
            "commodity" => catalogue.CommodityName(row.Code),
            _ => null,
        }), IsNullable: true),
        new("count", ColumnType.Integer, "rows", "The rows of totals that have it under the filters.", (row, _) => Cell.Of((decimal?)row.Count)),
    ], ["dimension", "code"]);

    /// <summary>Sources.</summary>
    public static readonly Table<(Source Source, int FigureCount)> Sources = new("sources", "A document that figures are taken from.",
    [
        new("id", ColumnType.Text, null, "A short stable name of the source.", (row, _) => Cell.Of(row.Source.Id)),
        new("title", ColumnType.Text, null, "The headline; in square brackets where the document has none and the title is supplied.", (row, _) => Cell.Of(row.Source.Title)),
        new("publisher", ColumnType.Text, null, "Who published it.", (row, _) => Cell.Of(row.Source.Publisher)),
        new("publisherInferred", ColumnType.Boolean, null, "Whether the publisher is inferred rather than named in the document.", (row, _) => Cell.Of((bool?)row.Source.PublisherInferred)),
        new("author", ColumnType.Text, null, "The author; null where none is named.", (row, _) => Cell.Of(row.Source.Author), IsNullable: true),
        new("published", ColumnType.Text, null, "When, as far as it is known: a year, month or day.", (row, _) => Cell.Of(row.Source.Published)),
        new("publishedInferred", ColumnType.Boolean, null, "Whether that date is inferred.", (row, _) => Cell.Of((bool?)row.Source.PublishedInferred)),
        new("document", ColumnType.Text, null, "The file that holds the text.", (row, _) => Cell.Of(row.Source.Document)),
        new("url", ColumnType.Text, null, "Where it was published; null where unknown.", (row, _) => Cell.Of(row.Source.Url), IsNullable: true),
        new("figureCount", ColumnType.Integer, "figures", "The number of figures taken from it.", (row, _) => Cell.Of((decimal?)row.FigureCount)),
        new("dateEvidence", ColumnType.Text, null, "What that date rests on.", (row, _) => Cell.Of(row.Source.DateEvidence)),
        new("citation", ColumnType.Text, null, "How to cite it.", (row, _) => Cell.Of(row.Source.Citation)),
        new("alsoIn", ColumnType.List, null, "Other places that print the same text, as file:first line-last line; it counts once.", (row, _) => Cell.Of(row.Source.AlsoIn)),
    ], ["id"]);

    /// <summary>Areas.</summary>
    public static readonly Table<Area> Areas = new("areas", "A reporter or partner of trade.",
    [
        new("code", ColumnType.Text, null, "ISO 3166-1 alpha-2, ISO 3166-2 for provinces, ASEAN, RCEP, WLD for groups, the UN M49 number where no ISO code exists.", (row, _) => Cell.Of(row.Code)),
        new("name", ColumnType.Text, null, "The English name in use.", (row, _) => Cell.Of(row.Name)),
        new("kind", ColumnType.Text, null, "The kind of area.", (row, _) => Cell.Word((AreaKind?)row.Kind), Words: Words<AreaKind>.All),
        new("alpha3", ColumnType.Text, null, "ISO 3166-1 alpha-3; null where there is none.", (row, _) => Cell.Of(row.Alpha3), IsNullable: true),
        new("m49", ColumnType.Text, null, "The UN M49 number as three digits; null where there is none.", (row, _) => Cell.Of(row.M49), IsNullable: true),
        new("spellings", ColumnType.Texts, null, "Other spellings that a question may use, in any case, with or without diacritics.", (row, _) => Cell.Of(row.Spellings)),
        new("memberOf", ColumnType.List, null, "The groups, or the country, that it belongs to; of the world everything is part.", (row, _) => Cell.Of([.. row.MemberOf.Select(membership => membership.Group)])),
        new("memberships", ColumnType.List, null, "The same with the first and the last day, where there is one, as an ISO 8601 interval: ASEAN:2025-10-26/..", (row, _) => Cell.Of([.. row.MemberOf.Select(Describe)])),
    ], ["code"]);

    /// <summary>Commodities.</summary>
    public static readonly Table<Commodity> Commodities = new("commodities", "What is traded.",
    [
        new("code", ColumnType.Text, null, "TOTAL, an HS code as digits, or the slug of a named group.", (row, _) => Cell.Of(row.Code)),
        new("name", ColumnType.Text, null, "The English name.", (row, _) => Cell.Of(row.Name)),
        new("classification", ColumnType.Text, null, "HS, or named-group for groups that articles name without a code.", (row, _) => Cell.Of(row.Classification)),
        new("parent", ColumnType.Text, null, "The code of the commodity that contains it; null for TOTAL.", (row, _) => Cell.Of(row.Parent), IsNullable: true),
    ], ["code"]);

    /// <summary>Datasets.</summary>
    public static readonly Table<Dataset> Datasets = new("datasets", "A body of observations that belong together; datasets never mix in one answer.",
    [
        new("id", ColumnType.Text, null, "The name that a question gives.", (row, _) => Cell.Of(row.Id)),
        new("title", ColumnType.Text, null, "What it holds.", (row, _) => Cell.Of(row.Title)),
        new("version", ColumnType.Text, null, "Follows from the content and changes only with it.", (row, _) => Cell.Of(row.Version)),
        new("loaded", ColumnType.Text, null, "When this content was loaded, UTC, ISO 8601.", (row, _) => Cell.Of(Meta.Time(row.Loaded))),
        new("observationCount", ColumnType.Integer, "cells", "The number of cells with a value.", (row, _) => Cell.Of((decimal?)row.ObservationCount)),
        new("figureCount", ColumnType.Integer, "figures", "The number of published figures.", (row, _) => Cell.Of((decimal?)row.FigureCount)),
        new("firstPeriod", ColumnType.Period, null, "The first period with a value; null where there is none.", (row, _) => Cell.Of(row.FirstPeriod), IsNullable: true),
        new("lastPeriod", ColumnType.Period, null, "The last period with a value; null where there is none.", (row, _) => Cell.Of(row.LastPeriod), IsNullable: true),
        new("currencies", ColumnType.List, null, "The currencies of its values.", (row, _) => Cell.Of(row.Currencies)),
        new("licence", ColumnType.Text, null, "On what terms the numbers may be used.", (row, _) => Cell.Of(row.Licence)),
        new("frequencies", ColumnType.List, null, "The kinds of period that its values are of; longer ones are added up from months where a question names them.", (row, _) => Cell.Of([.. row.Frequencies.Select(Words<Frequency>.Of)])),
    ], ["id"]);

    private static IEnumerable<Column<T>> SeriesColumns<T>(Func<T, Series> series) =>
    [
        .. AreaColumns<T>("reporter", "The area that reports", row => series(row).Reporter),
        .. AreaColumns<T>("partner", "The area that it trades with", row => series(row).Partner),
        new("flow", ColumnType.Text, null, "The direction of trade as the reporter sees it; balance = exports - imports.", (row, _) => Cell.Word((Flow?)series(row).Flow), Words: Words<Flow>.All),
        .. CommodityColumns<T>(row => series(row).Commodity),
    ];

    private static IEnumerable<Column<T>> AreaColumns<T>(string name, string what, Func<T, string> code) =>
    [
        new(name, ColumnType.Text, null, $"{what}, by its code in /v1/areas.", (row, _) => Cell.Of(code(row))),
        new(name + "Name", ColumnType.Text, null, $"{what}, by its English name.", (row, catalogue) => Cell.Of(catalogue.AreaName(code(row)))),
    ];

    private static IEnumerable<Column<T>> CommodityColumns<T>(Func<T, string> code) =>
    [
        new("commodity", ColumnType.Text, null, "What is traded, by its code in /v1/commodities.", (row, _) => Cell.Of(code(row))),
        new("commodityName", ColumnType.Text, null, "What is traded, by its English name.", (row, catalogue) => Cell.Of(catalogue.CommodityName(code(row)))),
    ];

    private static IEnumerable<Column<T>> PeriodColumns<T>(Func<T, Period> period) =>
    [
        new("period", ColumnType.Period, null, "The period: 2024, 2025-Q1, 2025-02 or 2025-01/2025-08.", (row, _) => Cell.Of((Period?)period(row))),
        FrequencyColumn(period),
    ];

    private static Column<T> FrequencyColumn<T>(Func<T, Period> period) =>
        new("frequency", ColumnType.Text, null, "The kind of period; like is compared with like only.", (row, _) => Cell.Word((Frequency?)period(row).Frequency), Words: Words<Frequency>.All);

    private static IEnumerable<Column<T>> BoundColumns<T>(string unit, Func<T, Bounded> number) =>
    [
        new("low", ColumnType.Number, unit, "The least that the truth can be; null where nothing bounds it from below.", (row, _) => Cell.Of(number(row).Low), IsNullable: true),
        new("high", ColumnType.Number, unit, "The most that the truth can be; null where nothing bounds it from above.", (row, _) => Cell.Of(number(row).High), IsNullable: true),
    ];

    private static IEnumerable<Column<T>> BoundsOf<T>(string prefix, string unit, string of, Func<T, Bounded> number) =>
    [
        new(prefix + "Low", ColumnType.Number, unit, $"The least that {of} can be; null where nothing bounds it from below.", (row, _) => Cell.Of(number(row).Low), IsNullable: true),
        new(prefix + "High", ColumnType.Number, unit, $"The most that {of} can be; null where nothing bounds it from above.", (row, _) => Cell.Of(number(row).High), IsNullable: true),
    ];

    private static Column<T> CitationColumn<T>(Func<T, IReadOnlyList<string>> figures) =>
        new("citation", ColumnType.Text, null, "How to cite the sources of the row; null where no published figure is behind it.", (row, catalogue) => Cell.Of(catalogue.Cite(figures(row))), IsNullable: true);

    private static Column<T> QualifierColumn<T>(Func<T, Qualifier> qualifier) =>
        new("qualifier", ColumnType.Text, null, "How firmly the number is stated: exact (as rounded by its publisher), atLeast, atMost, about, forecast.",
            (row, _) => Cell.Word((Qualifier?)qualifier(row)), Words: Words<Qualifier>.All);

    private static IEnumerable<Column<T>> PercentageColumns<T>(Func<T, Percentage> percentage) =>
    [
        .. BoundColumns<T>("percent", row => percentage(row).Number),
        new("method", ColumnType.Text, null, "How the percentage came about: published by a source; computed from published values; or as the derived operand that is furthest from print; null where there is none.",
            (row, _) => Cell.Word(percentage(row).Method), IsNullable: true, Words: Words<Method>.All),
        new("publishedPercent", ColumnType.Number, "percent", "What a source states; null where none does.", (row, _) => Cell.Of(percentage(row).Published), IsNullable: true),
        new("computedPercent", ColumnType.Number, "percent", "What follows from the values, to six places; null where nothing does.", (row, _) => Cell.Of(percentage(row).Computed), IsNullable: true),
        new("agrees", ColumnType.Boolean, null, "Whether the published percentage lies within the bounds of the computed one, give or take its own rounding; null where either is missing or the computed has no bounds.",
            (row, _) => Cell.Of(percentage(row).Agrees), IsNullable: true),
    ];

    private static Column<T> MissingColumn<T>(Func<T, IReadOnlyList<string>> missing) =>
        new("missing", ColumnType.List, null, "The months that an operand lacks, where the reason is missingMonths.", (row, _) => Cell.Of(missing(row)));

    private static Column<T> ReasonColumn<T>(string what, Func<T, Reason?> reason, params IReadOnlyList<Reason> possible)
    {
        var words = possible.Select(Words<Reason>.Of).ToList();
        return new("reason", ColumnType.Text, null, $"Why the {what} is null; null where it is not.",
            (row, _) => reason(row) is { } why ? Cell.Of(Words<Reason>.Of(why)).At(words.IndexOf(Words<Reason>.Of(why)) + 1) : default, IsNullable: true, Words: words);
    }

    private static Column<T> FiguresColumn<T>(Func<T, IReadOnlyList<string>> figures) =>
        new("figures", ColumnType.List, null, "The ids of the published figures behind the row, see /v1/figures.", (row, _) => Cell.Of(figures(row)));

    private static string Describe(Membership membership) =>
        $"{membership.Group}:{membership.From?.ToString("o", CultureInfo.InvariantCulture) ?? ".."}/{membership.Until?.ToString("o", CultureInfo.InvariantCulture) ?? ".."}";
}
