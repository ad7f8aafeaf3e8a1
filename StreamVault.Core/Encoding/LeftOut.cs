namespace StreamVault.Core.Encoding;

/// <summary>
/// Says which tracks of a source don't come along. Times, positions and other data of cameras and phones are no tracks that
/// anyone watches, and every phone writes them. Pure.
/// </summary>
internal static class LeftOut
{
    /// <returns>Sentences; null if everything comes along.</returns>
    /// <param name="streams">All tracks.</param>
    /// <param name="picture">The picture that is encoded.</param>
    /// <param name="sounds">How many sound tracks are encoded.</param>
    public static string? Of(IReadOnlyList<FfprobeStream> streams, FfprobeStream picture, int sounds)
    {
        string?[] all =
        [
            Pictures(streams.Count(s => s.CodecType == "video" && s != picture && !SourceReader.IsStill(s))),
            Sounds(streams.Count(s => s.CodecType == "audio"), sounds),
            PictureSubtitles(streams.Count(s => s.CodecType == "subtitle" && !SourceTracks.IsText(s))),
            TextSubtitles(streams.Count(SourceTracks.IsText) - SourceTracks.Most),
            picture.ClosedCaptions == 0 ? null : "The closed captions inside the picture were left out.",
            Attachments(streams.Count(IsUnknownAttachment)),
        ];
        return Array.Exists(all, one => one is not null) ? string.Join(' ', all.OfType<string>()) : null;
    }

    private static string? Pictures(int count) =>
        count switch
        {
            0 => null,
            1 => "A second video track was left out.",
            _ => $"{count} more video tracks were left out.",
        };

    private static string? Sounds(int all, int encoded) =>
        (all - encoded, encoded) switch
        {
            (0, _) => null,
            (_, 0) => "The sound is missing: it is stored in a form that FFmpeg doesn't know.",
            (_, SourceTracks.Most) => $"Only the first {SourceTracks.Most} of {all} sound tracks were used.",
            (1, _) => "A sound track was left out: it is stored in a form that FFmpeg doesn't know.",
            var (count, _) =>
                $"{count} sound tracks were left out: they are stored in a form that FFmpeg doesn't know.",
        };

    private static string? PictureSubtitles(int count) =>
        count switch
        {
            0 => null,
            1 => "A subtitle track was left out: it consists of pictures, not of text.",
            _ => $"{count} subtitle tracks were left out: they consist of pictures, not of text.",
        };

    private static string? TextSubtitles(int count) =>
        count > 0 ? $"{count} subtitle tracks were left out: only the first {SourceTracks.Most} were used." : null;

    private static string? Attachments(int count) =>
        count switch
        {
            0 => null,
            1 => "A file that is attached to the video was left out.",
            _ => $"{count} files that are attached to the video were left out.",
        };

    // Fonts serve subtitles, which get the viewer's own; covers are pictures.
    private static bool IsUnknownAttachment(FfprobeStream stream) =>
        stream.CodecType == "attachment"
        && SourceTracks.Tag(stream, "mimetype")?.ToLowerInvariant() is var type
        && type?.Contains("font", StringComparison.Ordinal) != true
        && type?.StartsWith("image/", StringComparison.Ordinal) != true
        && type?.Contains("opentype", StringComparison.Ordinal) != true;
}
