using System.Globalization;
using System.Text;
using StreamVault.Core.Entities;
using StreamVault.Core.Hls;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Previews;

/// <summary>The smallest quality of a ready video, from which previews are made.</summary>
/// <param name="Quality">Its name.</param>
/// <param name="Segments">Its segments, in order; never empty.</param>
/// <param name="Folder">The folder of the video.</param>
/// <param name="Key">The path of its key.</param>
/// <param name="Iv">The initialization vector, as in the playlist.</param>
internal sealed record PreviewSource(
    string Quality,
    IReadOnlyList<Segment> Segments,
    string Folder,
    string Key,
    string Iv
)
{
    /// <summary>Reads the playlist of a video.</summary>
    /// <returns>Null if the video isn't ready or has no segments.</returns>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">The playlist is damaged.</exception>
    public static PreviewSource? Read(VaultStorage storage, VideoId video)
    {
        if (PublishedVideo.Read(storage, video) is not { Qualities: [.., var smallest] })
        {
            return null;
        }

        var (folder, playlist) = (storage.VideoFolder(video), $"{smallest}.m3u8");
        return StoredMediaPlaylist.Segments(folder, playlist) is { Count: > 0 } segments
            ? new PreviewSource(
                smallest,
                segments,
                folder,
                storage.KeyPath(video),
                StoredMediaPlaylist.Iv(folder, playlist)
            )
            : null;
    }

    /// <summary>The key and the files of segments.</summary>
    public IReadOnlyList<string> FilesOf(IEnumerable<Segment> segments) => [Key, .. segments.Select(PathOf)];

    /// <summary>Writes a playlist of some segments, with absolute paths.</summary>
    /// <param name="segments">The segments, in order; not empty.</param>
    public string PlaylistOf(IReadOnlyList<Segment> segments)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n");
        var target = Math.Ceiling(segments.Max(segment => segment.Duration.TotalSeconds));
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{target}\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-KEY:METHOD=AES-128,URI=\"file:{Key}\",IV={Iv}\n");
        foreach (var segment in segments)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.Duration.TotalSeconds:0.000000},\n");
            text.Append(CultureInfo.InvariantCulture, $"file:{PathOf(segment)}\n");
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    private string PathOf(Segment segment) => Path.Combine(Folder, segment.Name);
}
