namespace TradeStats.Queries;

/// <summary>What can be wrong with one part of a question. The list is closed: clients may switch on it.</summary>
public enum FaultCode
{
    /// <summary>The endpoint has no such parameter.</summary>
    UnknownParameter = 1,

    /// <summary>The value is none of the codes, names or words that the parameter takes.</summary>
    UnknownValue,

    /// <summary>The value is no period.</summary>
    InvalidPeriod,

    /// <summary>The value is no date.</summary>
    InvalidDate,

    /// <summary>The question needs this parameter.</summary>
    Missing,

    /// <summary>The value is no whole number within the range.</summary>
    OutOfRange,

    /// <summary>The parameter has no value, or an empty one between commas.</summary>
    EmptyValue,

    /// <summary>The parameter, or two together, ask for what cannot both hold.</summary>
    Conflict,

    /// <summary>The cursor is not one that this question was given.</summary>
    InvalidCursor,

    /// <summary>The percent encoding of the query cannot be decoded as UTF-8.</summary>
    InvalidEncoding,

    /// <summary>The question asks for more at once than is allowed.</summary>
    TooMany,
}

/// <summary>One fault of a question.</summary>
/// <param name="Parameter">The name of the parameter, as the question spells it.</param>
/// <param name="Value">The value found; null where there is none.</param>
/// <param name="Code">The kind of fault.</param>
/// <param name="Message">What is wrong and what is expected, in words.</param>
/// <param name="Suggestions">The nearest valid spellings, the nearest first; empty where none is near.</param>
public sealed record Fault(string Parameter, string? Value, FaultCode Code, string Message, IReadOnlyList<string> Suggestions);
