using System.Buffers.Text;
using System.Globalization;

namespace StreamVault.Core.Entities;

/// <summary>
/// Reads when a browser's file was last modified from the metadata of its upload: <c>lastModified</c>, in milliseconds
/// since 1970.
/// </summary>
internal static class LastModifiedTag
{
    private const string Key = "lastModified ";

    /// <param name="metadata">
    /// The metadata in tus format: comma-separated pairs of a key, a space and a base64 value.
    /// </param>
    /// <returns>The time; null if it is missing or invalid.</returns>
    public static DateTimeOffset? In(string? metadata)
    {
        var value = (metadata ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(pair => pair.StartsWith(Key, StringComparison.Ordinal))
            ?[Key.Length..];
        return
            value is not null
            && Base64.IsValid(value)
            && long.TryParse(
                System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(value)),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var milliseconds
            )
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }
}
