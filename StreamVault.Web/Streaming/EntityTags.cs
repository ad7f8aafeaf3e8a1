using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace StreamVault.Web.Streaming;

/// <summary>Entity tags (RFC 9110 section 8.8.3) of responses.</summary>
internal static class EntityTags
{
    /// <summary>The tag of a stored file. Files are never changed in place, so length and write time identify their content.</summary>
    /// <param name="length">The length of the file in bytes.</param>
    /// <param name="written">The last write time of the file, in UTC.</param>
    /// <param name="variant">A hash of what else the response depends on; 0 for nothing.</param>
    public static EntityTagHeaderValue Of(long length, DateTime written, uint variant = 0) =>
        new(string.Create(CultureInfo.InvariantCulture, $"\"{length:x}-{written.Ticks:x}-{variant:x}\""));
}
