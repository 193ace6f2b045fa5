using Microsoft.Net.Http.Headers;
using TradeStats.Queries;
using TradeStats.Representations;

namespace TradeStats.Http;

/// <summary>Which format a request is answered in: by the file ending of the path, else by <c>format</c>, else by <c>Accept</c>.</summary>
public static class Negotiation
{
    /// <summary>Chooses the format.</summary>
    /// <exception cref="ProblemException">No such format, none that Accept allows, one that cannot tell these rows, or two that differ.</exception>
    public static Format Choose<T>(HttpRequest request, string? ending, string? named, Table<T> table)
    {
        if (ending is not null && named is not null && !ending.Equals(named, StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(new(ProblemCode.BadQuestion, "The path and the parameter format name two different formats.",
                [new(Parameter.Format.Name, named, FaultCode.Conflict, $"The path ends in .{ending}, but format is {named}.", [ending])]));
        }
        var able = Format.All.Where(format => format.CanTell(table));
        if ((ending ?? named) is { } name)
        {
            return able.FirstOrDefault(format => IsCalled(format, name))
                ?? throw Unable(name, Format.All.Any(format => IsCalled(format, name)) ? $"{name} cannot tell the rows of /v1/{table.Noun}." : $"There is no format '{name}'.", table.Noun, [.. able]);
        }
        // Most requests say nothing, and need not be taken apart.
        var accepted = request.Headers.Accept.Count == 0 ? [] : request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
            return able.First();
        // A browser that shows a page also accepts pictures; whoever means the chart names it.
        var isPage = accepted.Any(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
        return able
            .Where(format => !isPage || !format.MediaType.StartsWith("image/", StringComparison.Ordinal))
            .Select(format => (format, quality: Quality(accepted, format)))
            .Where(pair => pair.quality > 0)
            .OrderByDescending(pair => pair.quality)
            .Select(pair => pair.format)
            .FirstOrDefault() ?? throw Unable(request.Headers.Accept.ToString(), $"Nothing that Accept allows ({request.Headers.Accept}) can tell these rows.", table.Noun, [.. able]);
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

    private static bool IsCalled(Format format, string name) => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ProblemException Unable(string found, string why, string noun, IReadOnlyList<Format> able)
    {
        var names = able.Select(format => format.Name).ToList();
        return new(new(ProblemCode.NotAcceptable, $"{why} /v1/{noun} answers as {string.Join(", ", able.Select(format => $"{format.Name} ({format.MediaType.Split(';')[0]})"))}.",
            [new(Parameter.Format.Name, found, FaultCode.UnknownValue, $"The formats of /v1/{noun} are {string.Join(", ", names)}.", new Nearest(names).To(found) is { Count: > 0 } near ? near : names)]));
    }
}
