using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using StreamVault.Core.Entities;
using StreamVault.Core.Hls;
using StreamVault.Core.Keys;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Passages;

/// <summary>Reads the subtitles of published videos from their encrypted segments. Thread-safe.</summary>
public sealed partial class SubtitleReader(VaultStorage storage, ContentKeyStore keys)
{
    private const int MaxTextLength = 500;
    private static readonly UTF8Encoding Utf8 = new();

    /// <summary>Whether the published video has subtitles.</summary>
    public bool HasSubtitles(VideoId video) => Playlists(video).Length > 0;

    /// <summary>Reads the lines of all subtitle tracks, in order of time. The same line is returned once.</summary>
    /// <returns>None if the video has no subtitles.</returns>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="CryptographicException">A file is damaged.</exception>
    public async Task<IReadOnlyList<Passage>> ReadAsync(VideoId video, CancellationToken cancellationToken)
    {
        var lines = new HashSet<Passage>();
        foreach (var playlist in Playlists(video))
        {
            await foreach (var cue in CuesAsync(video, playlist, cancellationToken))
            {
                if (TextOf(cue) is { Length: > 0 } text)
                {
                    lines.Add(new Passage(cue.Start.TotalSeconds, text));
                }
            }
        }

        return [.. lines.OrderBy(line => line.StartSeconds)];
    }

    private string[] Playlists(VideoId video)
    {
        var folder = storage.VideoFolder(video);
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "subtitle_*.m3u8").Order(StringComparer.Ordinal)]
            : [];
    }

    private async IAsyncEnumerable<WebVttCue> CuesAsync(
        VideoId video,
        string playlist,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var text = await File.ReadAllTextAsync(playlist, cancellationToken);
        var iv = Iv().Match(text);
        using var aes = Aes.Create();
        if (iv.Success)
        {
            aes.Key =
                keys.Find(video)
                ?? throw new FileNotFoundException($"The key of video {video} is missing.", storage.KeyPath(video));
        }

        foreach (Match segment in SegmentName().Matches(text))
        {
            var path = Path.Combine(Path.GetDirectoryName(playlist)!, segment.Value);
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            var plain = iv.Success ? aes.DecryptCbc(bytes, Convert.FromHexString(iv.Groups["iv"].Value)) : bytes;
            foreach (var cue in WebVtt.Read(Utf8.GetString(plain)))
            {
                yield return cue;
            }
        }
    }

    private static string TextOf(WebVttCue cue)
    {
        // The settings come first, up to the line feed.
        var payload = cue.Text[(cue.Text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        var text = WebUtility.HtmlDecode(Tag().Replace(payload, "")).ReplaceLineEndings(" ").Trim();
        return text.Length <= MaxTextLength ? text : text[..MaxTextLength];
    }

    [GeneratedRegex("IV=0x(?<iv>[0-9A-Fa-f]{32})")]
    private static partial Regex Iv();

    // Plain names only, because a damaged playlist must not refer to another folder.
    [GeneratedRegex(@"^[A-Za-z0-9_]+\.vtt(?=\r?$)", RegexOptions.Multiline)]
    private static partial Regex SegmentName();

    [GeneratedRegex("<[^<>]*>|\\{\\\\[^{}]*\\}")]
    private static partial Regex Tag();
}
