using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace StreamVault.Web.Streaming;

/// <summary>Entity tags (RFC 9110 section 8.8.3) of what is served.</summary>
internal static class EntityTags
{
    public static EntityTagHeaderValue OfText(string text) =>
        Tag(
            $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}"
        );

    /// <summary>A stored file never changes in place: its length and the time it was written name its content.</summary>
    public static EntityTagHeaderValue OfFile(FileInfo file) =>
        Tag(string.Create(CultureInfo.InvariantCulture, $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}"));

    private static EntityTagHeaderValue Tag(string value) => new($"\"{value}\"");
}
