namespace StreamVault.Core.Media;

/// <summary>
/// Describes which tracks of a source are left out. Timecodes, positions and other data tracks don't count: every phone
/// writes them. Pure.
/// </summary>
internal static class OmittedTracks
{
    /// <returns>Sentences; null if everything is included.</returns>
    /// <param name="streams">All tracks.</param>
    /// <param name="video">The video track that is encoded.</param>
    /// <param name="audioTracks">How many audio tracks are encoded.</param>
    public static string? Of(IReadOnlyList<FfprobeStream> streams, FfprobeStream video, int audioTracks)
    {
        string?[] all =
        [
            VideoTracks(streams.Count(s => s.CodecType == "video" && s != video && !SourceReader.IsStill(s))),
            AudioTracks(streams.Count(s => s.CodecType == "audio"), audioTracks),
            ImageSubtitles(streams.Count(s => s.CodecType == "subtitle" && !SourceTracks.IsText(s))),
            TextSubtitles(streams.Count(SourceTracks.IsText) - SourceTracks.MaxTracks),
            video.ClosedCaptions == 0 ? null : "The embedded closed captions were left out.",
            Attachments(streams.Count(IsUnknownAttachment)),
        ];
        return Array.Exists(all, one => one is not null) ? string.Join(' ', all.OfType<string>()) : null;
    }

    private static string? VideoTracks(int count) =>
        count switch
        {
            0 => null,
            1 => "A second video track was left out.",
            _ => $"{count} more video tracks were left out.",
        };

    private static string? AudioTracks(int all, int encoded) =>
        (all - encoded, encoded) switch
        {
            (0, _) => null,
            (_, 0) => "The audio is missing: FFmpeg doesn't support its format.",
            (_, SourceTracks.MaxTracks) => $"Only the first {SourceTracks.MaxTracks} of {all} audio tracks were used.",
            (1, _) => "An audio track was left out: FFmpeg doesn't support its format.",
            var (count, _) => $"{count} audio tracks were left out: FFmpeg doesn't support their format.",
        };

    private static string? ImageSubtitles(int count) =>
        count switch
        {
            0 => null,
            1 => "A subtitle track was left out: it contains images, not text.",
            _ => $"{count} subtitle tracks were left out: they contain images, not text.",
        };

    private static string? TextSubtitles(int count) =>
        count > 0 ? $"{count} subtitle tracks were left out: only the first {SourceTracks.MaxTracks} were used." : null;

    private static string? Attachments(int count) =>
        count switch
        {
            0 => null,
            1 => "An attached file was left out.",
            _ => $"{count} attached files were left out.",
        };

    // Fonts aren't needed, because subtitles use the viewer's fonts. Images are cover art.
    private static bool IsUnknownAttachment(FfprobeStream stream) =>
        stream.CodecType == "attachment"
        && SourceTracks.Tag(stream, "mimetype")?.ToLowerInvariant() is var type
        && type?.Contains("font", StringComparison.Ordinal) != true
        && type?.StartsWith("image/", StringComparison.Ordinal) != true
        && type?.Contains("opentype", StringComparison.Ordinal) != true;
}
