using System.Globalization;

namespace StreamVault.Core.Entities;

/// <summary>
/// Reads when a browser's file was last modified from the metadata of its upload: <c>lastModified</c>, in milliseconds
/// since 1970.
/// </summary>
internal static class LastModifiedTag
{
    /// <param name="metadata">The metadata in tus format.</param>
    /// <returns>The time; null if it is missing or invalid.</returns>
    public static DateTimeOffset? In(string? metadata) =>
        long.TryParse(
            MetadataValue.Of(metadata, "lastModified"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var milliseconds
        )
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
