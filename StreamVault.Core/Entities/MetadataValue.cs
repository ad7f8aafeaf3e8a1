using System.Buffers.Text;

namespace StreamVault.Core.Entities;

/// <summary>Reads a value from the metadata of a resumable upload.</summary>
internal static class MetadataValue
{
    /// <param name="metadata">
    /// The metadata in tus format: comma-separated pairs of a key, a space and a base64 value.
    /// </param>
    /// <param name="key">The key.</param>
    /// <returns>The value; null if it is missing or invalid.</returns>
    public static string? Of(string? metadata, string key)
    {
        var value = (metadata ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(pair => pair.StartsWith($"{key} ", StringComparison.Ordinal))
            ?[(key.Length + 1)..];
        return value is not null && Base64.IsValid(value)
            ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(value))
            : null;
    }
}
