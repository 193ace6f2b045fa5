using System.IO.Enumeration;
using System.Text;
using System.Text.RegularExpressions;
using TradeStats.Trade;

namespace TradeStats.Imports;

/// <summary>A file to read.</summary>
/// <param name="Path">Its path, as the user can open it.</param>
/// <param name="IsNamed">Whether the user named it, rather than a folder or a pattern that it is found by.</param>
/// <param name="Length">Its size in bytes; 0 where it has none, as a pipe.</param>
public sealed record FoundFile(string Path, bool IsNamed, long Length);

/// <summary>Finds the files that a command line means: files, folders with all below them, and patterns with <c>*</c>, <c>?</c> and <c>**</c>.</summary>
public static class FileSearch
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    /// <summary>Finds files one after the other, so that a folder of millions is never listed whole. Links to folders are not followed.</summary>
    /// <param name="arguments">What the user wrote.</param>
    /// <param name="reject">Told what names no file and what cannot be listed.</param>
    public static IEnumerable<FoundFile> Find(IEnumerable<string> arguments, Action<Rejection> reject)
    {
        foreach (var argument in arguments)
        {
            if (File.Exists(argument))
            {
                yield return new(argument, true, new FileInfo(argument).Length);
            }
            else if (Directory.Exists(argument) || argument.AsSpan().ContainsAny('*', '?'))
            {
                var isEmpty = true;
                foreach (var found in Under(argument, reject))
                {
                    isEmpty = false;
                    yield return found;
                }
                if (isEmpty)
                    reject(new(argument, null, null, "there is no file"));
            }
            else
            {
                reject(new(argument, null, null, "there is no such file or folder"));
            }
        }
    }

    private static IEnumerable<FoundFile> Under(string argument, Action<Rejection> reject)
    {
        var (folder, pattern) = (argument, (Regex?)null);
        if (!Directory.Exists(argument))
        {
            var fixedPart = argument[..(argument.LastIndexOf('/', argument.AsSpan().IndexOfAny('*', '?')) + 1)];
            (folder, pattern) = (fixedPart.Length == 0 ? "." : fixedPart, new Regex(ToRegex(argument[fixedPart.Length..]), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        }
        var deepest = pattern is null || argument.Contains("**", StringComparison.Ordinal) ? int.MaxValue : argument[folder.TrimEnd('.').Length..].Count(character => character == '/');
        using var files = Open(folder, pattern, deepest, reject);
        while (true)
        {
            FoundFile found;
            try
            {
                if (files is null || !files.MoveNext())
                    yield break;
                found = files.Current;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                reject(new(folder, null, null, $"the folder cannot be listed to its end: {fault.Message}"));
                yield break;
            }
            yield return found;
        }
    }

    private static IEnumerator<FoundFile>? Open(string folder, Regex? pattern, int deepest, Action<Rejection> reject)
    {
        try
        {
            var root = Path.GetFullPath(folder);
            return new FileSystemEnumerable<FoundFile>(folder, (ref entry) => new(entry.ToSpecifiedFullPath(), false, entry.Length), All)
            {
                ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && (pattern is null || pattern.IsMatch(Path.GetRelativePath(root, entry.ToFullPath()))),
                ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                    && Path.GetRelativePath(root, entry.ToFullPath()).Count(character => character == Path.DirectorySeparatorChar) < deepest,
            }.GetEnumerator();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            reject(new(folder, null, null, $"the folder cannot be listed: {fault.Message}"));
            return null;
        }
    }

    private static string ToRegex(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            var rest = pattern.AsSpan(at);
            if (rest.StartsWith("**/", StringComparison.Ordinal))
                (_, at) = (regex.Append("(.*/)?"), at + 2);
            else if (rest.StartsWith("**", StringComparison.Ordinal))
                (_, at) = (regex.Append(".*"), at + 1);
            else
                regex.Append(rest[0] switch { '*' => "[^/]*", '?' => "[^/]", var other => Regex.Escape(other.ToString()) });
        }
        return regex.Append("\\z").ToString();
    }
}
