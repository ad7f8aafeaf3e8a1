using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace StreamVault.Web.Streaming;

/// <summary>Entity tags (RFC 9110 section 8.8.3) of what is served.</summary>
internal static class EntityTags
{
    /// <summary>A stored file never changes in place: its length and the time it was written name its content.</summary>
    /// <param name="length">Bytes of the file.</param>
    /// <param name="written">When it was written, in UTC.</param>
    /// <param name="variant">What else the answer depends on; 0 for nothing.</param>
    public static EntityTagHeaderValue Of(long length, DateTime written, uint variant = 0) =>
        new(string.Create(CultureInfo.InvariantCulture, $"\"{length:x}-{written.Ticks:x}-{variant:x}\""));
}
