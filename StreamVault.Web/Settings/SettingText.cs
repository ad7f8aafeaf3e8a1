using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Settings;
using StreamVault.Core.Storage;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Uploads;

namespace StreamVault.Web.Settings;

/// <summary>Formats a setting as text.</summary>
internal static partial class SettingText
{
    // Where the words of the key are not what people say, or can't be understood without their section.
    private static readonly Dictionary<string, string> _names = new()
    {
        ["StreamVault:Background:Pause"] = "Pause between tasks",
        ["StreamVault:Connections:MaxOpen"] = "Most connections",
        ["StreamVault:Connections:MaxPerAddress"] = "Most connections per address",
        ["StreamVault:Cors:Origins"] = "Allowed sites",
        ["StreamVault:DataPath"] = "Data folder",
        ["StreamVault:Encoding:MaxAttempts"] = "Most attempts",
        ["StreamVault:Encoding:QuietBeforeIdle"] = "Wait after playback",
        ["StreamVault:Encoding:StaleAfter"] = "Job without a worker",
        ["StreamVault:Encoding:UltraHd"] = "4K",
        ["StreamVault:Ffmpeg:Path"] = "FFmpeg program",
        ["StreamVault:Ffmpeg:ProbePath"] = "FFprobe program",
        ["StreamVault:Originals:Policy"] = "Original files",
        ["StreamVault:PathBase"] = "Path behind a proxy",
        ["StreamVault:Recording:KeepPlaces"] = "Store places",
        ["StreamVault:Session:MaxLifetime"] = "Longest session",
        ["StreamVault:Streaming:AccelRedirect"] = "nginx location",
        ["StreamVault:Tokens:WrongTriesPerMinute"] = "Invalid links per minute",
        ["StreamVault:Uploads:MaxBytes"] = "Largest upload",
        ["StreamVault:Uploads:ReserveBytes"] = "Reserved disk space",
        ["StreamVault:WatchedFolder:Path"] = "Folder",
    };

    private static readonly Dictionary<string, string> _sections = new()
    {
        ["Cors"] = "CORS",
        ["Ffmpeg"] = "FFmpeg",
        ["Tokens"] = "Links",
    };

    /// <returns>Its name: <c>Largest upload</c>; by default the last part of its key as words: <c>Polling interval</c>.</returns>
    public static string Name(Setting setting)
    {
        var name = _names.GetValueOrDefault(setting.Key) ?? SplitIntoWords(LastPart(setting));
        return name.EndsWith(" bytes", StringComparison.Ordinal) ? name[..^" bytes".Length] : name;
    }

    /// <returns>The name of a section of the settings: <c>Watched folder</c>.</returns>
    public static string Section(string part) => _sections.GetValueOrDefault(part) ?? SplitIntoWords(part);

    private static string SplitIntoWords(string part) =>
        WordStarts().Replace(part, match => " " + match.Value.ToLowerInvariant());

    /// <summary>
    /// Its environment variable. Two underscores replace a colon, which not all platforms allow in a name.
    /// </summary>
    public static string Variable(Setting setting) => setting.Key.Replace(":", "__", StringComparison.Ordinal);

    /// <returns>A readable value: <c>5 s</c>, <c>68.7 GB</c>, <c>On</c>; otherwise unchanged.</returns>
    public static string Value(Setting setting, string value) =>
        value.Length == 0 ? "not set"
        : bool.TryParse(value, out var isOn) ? (isOn ? "On" : "Off")
        : value == "off" ? "Off"
        : setting.Key == "StreamVault:Tokens:DefaultLifetime" && value == "00:00:00" ? "none"
        : LastPart(setting).EndsWith("Bytes", StringComparison.Ordinal)
        && long.TryParse(value, CultureInfo.InvariantCulture, out var bytes)
            ? ByteText.Of(bytes)
        : value.Contains(':', StringComparison.Ordinal)
        && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var span)
            ? Readable.Span(span)
        : value;

    /// <returns>The effective value: <c>5 s</c>. A value derived at startup is marked: <c>2 (automatic)</c>.</returns>
    public static string InForce(Setting setting) =>
        setting.Automatic is { } derived ? $"{Value(setting, derived)} (automatic)" : Value(setting, setting.Value);

    /// <returns>Its default: <c>5 s</c>; <c>automatic</c> if it is derived at startup.</returns>
    public static string Default(Setting setting) =>
        setting.CanBeAutomatic ? "automatic" : Value(setting, setting.Default);

    private static string LastPart(Setting setting) => setting.Key[(setting.Key.LastIndexOf(':') + 1)..];

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStarts();
}
