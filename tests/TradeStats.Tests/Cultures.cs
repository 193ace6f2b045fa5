using System.Globalization;
using Xunit;

namespace TradeStats.Tests;

/// <summary>
/// Cultures that write numbers, dates or letters otherwise than the invariant one: a decimal comma, a dotless i, another calendar,
/// and an alphabet where CH is a letter between H and I.
/// </summary>
internal static class Cultures
{
    public static TheoryData<string> All => ["", "de-DE", "tr-TR", "ar-SA", "cs-CZ"];

    public static void In(string culture, Action test)
    {
        using var inside = new Inside(culture);
        test();
    }

    public static async Task InAsync(string culture, Func<Task> test)
    {
        using var inside = new Inside(culture);
        await test();
    }

    private sealed class Inside : IDisposable
    {
        private readonly (CultureInfo Culture, CultureInfo Ui) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

        public Inside(string culture) => Set(CultureInfo.GetCultureInfo(culture), CultureInfo.GetCultureInfo(culture));

        public void Dispose() => Set(_before.Culture, _before.Ui);

        private static void Set(CultureInfo culture, CultureInfo ui) => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
    }
}
