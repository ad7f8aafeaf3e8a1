using System.Buffers.Text;
using System.Globalization;

namespace StreamVault.Core.Entities;

/// <summary>When a browser's file was last changed, as its upload's metadata says: <c>lastModified</c>, in milliseconds since 1970.</summary>
internal static class LastModifiedTag
{
    private const string Key = "lastModified ";

    /// <param name="metadata">Pairs as tus has them: a key, a space and a value in base64, with commas between.</param>
    /// <returns>Null if nothing is said, or nothing that is a time.</returns>
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
