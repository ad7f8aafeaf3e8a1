namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// The options of FFmpeg and FFprobe before every untrusted file. Without them, a playlist disguised as a video makes them
/// read other files and open connections. The protocol list alone is not enough, since a playlist of local files passes
/// it.
/// </summary>
internal static class SafeInput
{
    /// <summary>8192×4320: above that, even one frame may not fit into memory.</summary>
    public const int MaxPixels = 35_389_440;

    // Containers only. Omitted on purpose: playlists (hls, dash, concat, sdp), images, and raw streams, whose probes accept
    // almost anything.
    private const string Containers = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg,mxf,gif";

    // 512 MiB per allocation: the largest frame takes 425 MB with floating-point colors.
    private const int MaxAllocation = 536_870_912;

    public static IReadOnlyList<string> Limits { get; } =
    [
        .. (string[])["-protocol_whitelist", "file", "-format_whitelist", Containers],
        .. (string[])["-analyzeduration", "20M", "-probesize", "50M"],
        // Applies to every decoded image, including cover art.
        .. (string[])["-max_pixels", FfmpegText.Number(MaxPixels)],
        .. (string[])["-max_alloc", FfmpegText.Number(MaxAllocation)],
    ];

    /// <summary>A path as an input that can never be taken for an option or another protocol.</summary>
    public static string Url(string path) => $"file:{path}";

    /// <summary>The options that open a source, and the source itself.</summary>
    /// <param name="path">The source.</param>
    /// <param name="options">Further input options.</param>
    public static IEnumerable<string> Open(string path, IEnumerable<string> options) =>
        [
            .. Limits,
            // A recording may change its frame size midway; the filters continue instead of starting over.
            .. (string[])["-reinit_filter", "0", .. options],
            .. (string[])["-i", Url(path)],
        ];
}
