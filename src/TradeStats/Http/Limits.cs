using System.Globalization;

namespace TradeStats.Http;

/// <summary>What one client may ask of the service.</summary>
/// <param name="RequestsPerMinute">The answers a minute that a client may have; 0 for no limit.</param>
/// <param name="FirstByte">The time that an answer may take until its first byte.</param>
public sealed record Limits(int RequestsPerMinute, TimeSpan FirstByte)
{
    /// <summary>The name of the setting of <see cref="RequestsPerMinute"/>.</summary>
    public const string RequestsSetting = "TRADESTATS_REQUESTS_PER_MINUTE";

    /// <summary>The name of the setting of <see cref="FirstByte"/>, in seconds.</summary>
    public const string TimeoutSetting = "TRADESTATS_TIMEOUT_SECONDS";

    /// <summary>The bytes a second that a reader has to take; whoever takes less for longer than <see cref="Grace"/> is dropped.</summary>
    public const int LeastBytesPerSecond = 4096;

    /// <summary>The most bytes of all headers of a request.</summary>
    public const int MostHeaderBytes = 16 * 1024;

    /// <summary>How long a reader may be slow, and how long the headers of a request may take.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Reads the limits from the settings.</summary>
    /// <exception cref="SettingException">A setting is no whole number in its range.</exception>
    public static Limits Read(IConfiguration settings) =>
        new(Number(settings, RequestsSetting, 6000, 0, 1_000_000), TimeSpan.FromSeconds(Number(settings, TimeoutSetting, 30, 1, 3600)));

    private static int Number(IConfiguration settings, string name, int unlessTold, int least, int most) =>
        settings[name] is not { Length: > 0 } text ? unlessTold
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new SettingException($"{name} is '{text}': give a whole number from {least} to {most}, or leave it out for {unlessTold}.");
}

/// <summary>A setting that cannot be used; the message says which, why and what would do.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class SettingException(string message) : Exception(message);
