using Microsoft.Net.Http.Headers;
using TradeStats.Queries;
using TradeStats.Representations;

namespace TradeStats.Http;

/// <summary>Which format a request is answered in: by the file ending of the path, else by <c>format</c>, else by <c>Accept</c>.</summary>
public static class Negotiation
{
    /// <summary>Chooses the format.</summary>
    /// <exception cref="ProblemException">No such format, none that Accept allows, or two that differ.</exception>
    public static Format Choose(HttpRequest request, string? ending, string? named)
    {
        if (ending is not null && named is not null && !ending.Equals(named, StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(new(ProblemCode.BadQuestion, "The path and the parameter format name two different formats.",
                [new(Parameter.Format.Name, named, FaultCode.Conflict, $"The path ends in .{ending}, but format is {named}.", [ending])]));
        }
        if ((ending ?? named) is { } name)
            return Format.All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(name);
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
            return Format.All[0];
        return Format.All
            .Select(format => (format, quality: Quality(accepted, format)))
            .Where(pair => pair.quality > 0)
            .OrderByDescending(pair => pair.quality)
            .Select(pair => pair.format)
            .FirstOrDefault() ?? throw Unknown(request.Headers.Accept.ToString());
    }

    // RFC 9110, 12.5.1: the most specific range that matches decides.
    private static double Quality(IList<MediaTypeHeaderValue> accepted, Format format)
    {
        var type = MediaTypeHeaderValue.Parse(format.MediaType.Split(';')[0]);
        return accepted
            .Where(range => type.IsSubsetOf(WithoutQuality(range)))
            .OrderByDescending(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
    }

    private static MediaTypeHeaderValue WithoutQuality(MediaTypeHeaderValue range) => new(range.MediaType);

    private static ProblemException Unknown(string found)
    {
        var names = Format.All.Select(format => format.Name).ToList();
        return new(new(ProblemCode.NotAcceptable, $"There is no format '{found}'. There are {string.Join(", ", Format.All.Select(format => $"{format.Name} ({format.MediaType.Split(';')[0]})"))}.",
            [new(Parameter.Format.Name, found, FaultCode.UnknownValue, $"The formats are {string.Join(", ", names)}.", Nearest.To(found, names) is { Count: > 0 } near ? near : names)]));
    }
}
