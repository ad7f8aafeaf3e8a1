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
    /// <returns>The last part of its key as words: <c>Polling interval</c>.</returns>
    public static string Name(Setting setting)
    {
        var name = Humanize(LastPart(setting));
        return name.EndsWith(" bytes", StringComparison.Ordinal) ? name[..^" bytes".Length] : name;
    }

    /// <returns>A part of a key as words: <c>Watched folder</c>.</returns>
    public static string Humanize(string part) =>
        WordStarts().Replace(part, match => " " + match.Value.ToLowerInvariant());

    /// <summary>
    /// Its environment variable. Two underscores replace a colon, which not all platforms allow in a name.
    /// </summary>
    public static string Variable(Setting setting) => setting.Key.Replace(":", "__", StringComparison.Ordinal);

    /// <returns>A readable value: <c>5 s</c>, <c>68.7 GB</c>; unchanged if it is neither a time nor a size.</returns>
    public static string Value(Setting setting, string value) =>
        value.Length == 0 ? "not set"
        : LastPart(setting).EndsWith("Bytes", StringComparison.Ordinal)
        && long.TryParse(value, CultureInfo.InvariantCulture, out var bytes)
            ? ByteText.Of(bytes)
        : value.Contains(':', StringComparison.Ordinal)
        && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var span)
            ? Readable.Span(span)
        : value;

    /// <returns>The effective value: <c>5 s</c>. A value derived at start is marked: <c>2 (automatic)</c>.</returns>
    public static string InForce(Setting setting) =>
        setting.Automatic is { } derived ? $"{Value(setting, derived)} (automatic)" : Value(setting, setting.Value);

    /// <returns>Its default: <c>5 s</c>; <c>automatic</c> if it is derived at start.</returns>
    public static string Default(Setting setting) =>
        setting.CanBeAutomatic ? "automatic" : Value(setting, setting.Default);

    private static string LastPart(Setting setting) => setting.Key[(setting.Key.LastIndexOf(':') + 1)..];

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStarts();
}
