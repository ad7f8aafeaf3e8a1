using System.Globalization;
using System.Text;

namespace StreamVault.Core.Entities;

/// <summary>
/// Reads the values without a column of their own from the metadata of an upload, in tus format: comma-separated pairs
/// of a key, a space and a base64 value.
/// </summary>
public static class UploadMetadata
{
    /// <summary>Maximum length of a relative path, in UTF-16 code units.</summary>
    public const int MaxRelativePathLength = 4_000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>When the file was last modified, from <c>lastModified</c>; null if it is missing or invalid.</returns>
    public static DateTimeOffset? LastModified(string? metadata) => Time(Value(metadata, "lastModified"));

    /// <returns>The path of the file from the chosen folder, from <c>relativePath</c>; null if it is missing or invalid.</returns>
    public static string? RelativePath(string? metadata) =>
        Value(metadata, "relativePath") is { Length: > 0 and <= MaxRelativePathLength } path
        && !path.Any(char.IsControl)
            ? path
            : null;

    /// <returns>The time in milliseconds since 1970; null if the text is something else.</returns>
    public static DateTimeOffset? Time(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(value)
            : null;

    private static string? Value(string? metadata, string key)
    {
        var value = (metadata ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(pair => pair.StartsWith(key + " ", StringComparison.Ordinal))
            ?[(key.Length + 1)..];
        try
        {
            return value is null ? null : Strict.GetString(Convert.FromBase64String(value));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
