namespace StreamVault.Core.Media;

/// <summary>Reads the audio and subtitle tracks of a source. Pure.</summary>
internal static class SourceTracks
{
    // No film has more; a file that does is a denial-of-service attempt.
    public const int MaxTracks = 32;

    private static readonly string[] TextCodecs =
    [
        "mov_text",
        "subrip",
        "srt",
        "text",
        "ass",
        "ssa",
        "webvtt",
        "microdvd",
        "subviewer",
        "subviewer1",
        "sami",
        "realtext",
        "jacosub",
        "mpl2",
        "pjs",
        "vplayer",
        "stl",
        "eia_608",
    ];

    /// <returns>The tracks that can be decoded: first the default one, then the others in the file's order.</returns>
    public static IReadOnlyList<AudioTrack> Audio(IEnumerable<FfprobeStream> streams, TimeSpan fileStart)
    {
        var all = streams.Where(s => s is { CodecType: "audio", CanBeDecoded: true, Channels: > 0 }).ToList();
        var preferred = all.OrderByDescending(s => s.Is("default")).ThenBy(s => s.Index).FirstOrDefault();
        return
        [
            .. all.OrderByDescending(s => s == preferred)
                .ThenBy(s => s.Index)
                .Take(MaxTracks)
                .Select(s => new AudioTrack(s.Index, s.CodecName!)
                {
                    Channels = s.Channels,
                    Begin = Begin(s, fileStart),
                    End = SourceReader.End(s, fileStart),
                    Language = Tag(s, "language"),
                    Title = Tag(s, "title"),
                }),
        ];
    }

    public static IReadOnlyList<SubtitleTrack> Subtitles(IEnumerable<FfprobeStream> streams) =>
        [
            .. streams
                .Where(IsText)
                .Take(MaxTracks)
                .Select(s => new SubtitleTrack(s.Index)
                {
                    Language = Tag(s, "language"),
                    Title = Tag(s, "title"),
                    Forced = s.Is("forced"),
                }),
        ];

    internal static bool IsText(FfprobeStream stream) =>
        stream is { CodecType: "subtitle", CodecName: { } codec } && TextCodecs.Contains(codec);

    private static TimeSpan Begin(FfprobeStream stream, TimeSpan fileStart) =>
        FfprobeReport.Seconds(stream.StartTime) is { } start && start > fileStart ? start - fileStart : TimeSpan.Zero;

    // Tags are lower-case in MP4 and upper-case in some Matroska files.
    internal static string? Tag(FfprobeStream stream, string name) =>
        stream.Tags?.FirstOrDefault(tag => tag.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { } value
        && !string.IsNullOrWhiteSpace(value)
            ? value
            : null;
}
