using System.Globalization;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Media;

/// <summary>Reads FFprobe's report: the tracks to encode and their properties. Pure.</summary>
internal static class SourceReader
{
    private static readonly TimeSpan LongestPlausible = TimeSpan.FromDays(30);

    /// <param name="report">The report.</param>
    /// <param name="ffmpegVersion">The version of FFmpeg that made it.</param>
    public static ProbeOutcome Read(FfprobeReport report, string ffmpegVersion)
    {
        var streams = report.Streams ?? [];
        var videos = streams.Where(stream => stream.CodecType == "video" && !IsStill(stream)).ToList();
        if (videos.Count == 0)
        {
            return NotVideo(
                streams.Any(stream => stream.CodecType == "audio")
                    ? "it has audio but no video track"
                    : "it has no video track"
            );
        }

        if (Preferred(videos.Where(stream => stream.CanBeDecoded)) is not { } video)
        {
            return NotVideo("FFmpeg doesn't support its video codec");
        }

        if (video.Width <= 0 || video.Height <= 0)
        {
            return NotVideo("it is damaged, and its frame size is unknown");
        }

        if ((long)video.Width * video.Height > SafeInput.MaxPixels)
        {
            return NotVideo(
                $"its resolution is {video.Width}×{video.Height}, and the largest supported one is 8192×4320"
            );
        }

        return new ProbeOutcome.Playable(Media(report, streams, video), report, ffmpegVersion);
    }

    public static ProbeOutcome.NotVideo NotVideo(string because) =>
        new($"This file isn't a video we can read: {because}.");

    // Cover art and thumbnails are still images next to the audio or video.
    internal static bool IsStill(FfprobeStream stream) =>
        stream.Is("attached_pic") || stream.Is("timed_thumbnails") || stream.Is("still_image");

    private static FfprobeStream? Preferred(IEnumerable<FfprobeStream> streams) =>
        streams.OrderByDescending(stream => stream.Is("default")).ThenBy(stream => stream.Index).FirstOrDefault();

    private static SourceMedia Media(FfprobeReport report, IReadOnlyList<FfprobeStream> streams, FfprobeStream video)
    {
        var container = report.Format?.FormatName ?? "";
        var (isMov, isMatroska) = (container.Contains("mov"), container.Contains("matroska"));
        var start = FfprobeReport.Seconds(report.Format?.StartTime) ?? TimeSpan.Zero;
        var track = Track(video, End(video, start));
        var audio = SourceTracks.Audio(streams, start);
        var fallback =
            isMatroska && streams.Any(s => s.CodecType == "subtitle")
                ? null // A file is as long as its longest track, and subtitles may be hours longer.
                : Plausible(FfprobeReport.Seconds(report.Format?.Duration));
        var duration = track.End ?? fallback;
        return new SourceMedia(duration, SourceSummary.Of(track, audio is [var first, ..] ? first.Codec : null))
        {
            Facts = SourceFacts.Of(report, start),
            Video = track,
            AudioTracks = audio,
            Subtitles = SourceTracks.Subtitles(streams),
            Container = container,
            Start = start,
            // A fragmented MP4 doesn't declare its length (ISO/IEC 14496-12, 8.8).
            LengthsAreIndexed =
                (isMatroska || (isMov && video.NbFrames is not null))
                && track.End is not null
                && audio.All(track => track.End is not null),
            SeeksExactly = isMov || isMatroska,
            Warning = OmittedTracks.Of(streams, video, audio.Count),
        };
    }

    // Matroska has no length per track; its writers leave the end of each in a tag.
    internal static TimeSpan? End(FfprobeStream stream, TimeSpan fileStart)
    {
        var end = FfprobeReport.Seconds(stream.Duration) is { } duration
            ? (FfprobeReport.Seconds(stream.StartTime) ?? fileStart) + duration
            : TaggedEnd(stream);
        return Plausible(end - fileStart);
    }

    private static TimeSpan? TaggedEnd(FfprobeStream stream) =>
        stream.Tags?.FirstOrDefault(tag => tag.Key.StartsWith("DURATION", StringComparison.Ordinal)).Value
            is { Length: >= 12 } text
        && TimeSpan.TryParseExact(text[..12], @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture, out var end)
            ? end
            : null;

    /// <returns>The length, unless no recording can be that long: then it is damage.</returns>
    internal static TimeSpan? Plausible(TimeSpan? length) =>
        length > TimeSpan.Zero && length < LongestPlausible ? length : null;

    /// <inheritdoc cref="Plausible(TimeSpan?)" />
    internal static TimeSpan? Plausible(double seconds) =>
        seconds < LongestPlausible.TotalSeconds ? Plausible(TimeSpan.FromSeconds(seconds)) : null;

    private static VideoTrack Track(FfprobeStream video, TimeSpan? end) =>
        new(video.Index, video.CodecName!, video.Width, video.Height)
        {
            PixelAspect = PixelAspect(video.SampleAspectRatio),
            IsRotated = Rotation(video) % 180 != 0,
            HasMatrix = video.SideDataList?.Any(data => data.SideDataType == "Display Matrix") ?? false,
            GridRate = FrameRate.Parse(video.RFrameRate),
            AverageRate = FrameRate.Parse(video.AvgFrameRate),
            Interlaced = video.FieldOrder is "tt" or "bb" or "tb" or "bt",
            PixelFormat = video.PixFmt ?? "",
            HasFullRange = video.ColorRange == "pc",
            Color = new ColorTags(Known(video.ColorSpace), Known(video.ColorTransfer), Known(video.ColorPrimaries)),
            NeedsDolbyVision = video.SideDataList?.Any(data => data.DvProfile == 5) ?? false,
            End = end,
        };

    private static string? Known(string? tag) => tag is null or "unknown" or "reserved" ? null : tag;

    // Like FFmpeg, rotates by a multiple of 90° only if the angle is almost exactly that.
    private static int Rotation(FfprobeStream video) =>
        (video.SideDataList ?? [])
            .Select(data => (int)Math.Round(data.Rotation))
            .FirstOrDefault(angle => angle % 90 == 0 && angle != 0);

    internal static double PixelAspect(string? ratio) =>
        ratio?.Split(':') is [var width, var height]
        && double.TryParse(width, CultureInfo.InvariantCulture, out var w)
        && double.TryParse(height, CultureInfo.InvariantCulture, out var h)
        && w > 0
        && h > 0
        && w / h is > 0.1 and < 10
            ? w / h
            : 1;
}
