using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Streaming;

/// <summary>Segments as files.</summary>
internal static class StoredSegment
{
    /// <summary>A segment never changes under its name, but only who may see it now may keep it.</summary>
    public const string CacheControl = "private, max-age=31536000, immutable";

    /// <returns>Null if there is none.</returns>
    /// <param name="storage">The vault.</param>
    /// <param name="video">Its video.</param>
    /// <param name="name">A name that <see cref="StoredNames.IsSegment"/> knows.</param>
    public static FileInfo? Find(VaultStorage storage, VideoId video, string name)
    {
        var file = new FileInfo(Path.Combine(storage.VideoFolder(video), name));
        return file.Exists ? file : null;
    }

    /// <summary>Leaves it to the nginx in front to send the segment, with these headers.</summary>
    /// <param name="response">The answer, which stays without a body.</param>
    /// <param name="name">The segment's name.</param>
    /// <param name="location">Where nginx finds it.</param>
    public static void HandOver(HttpResponse response, string name, string location)
    {
        response.ContentType = StoredNames.TypeOf(name);
        response.Headers.CacheControl = CacheControl;
        response.Headers["X-Accel-Redirect"] = location;
    }
}
