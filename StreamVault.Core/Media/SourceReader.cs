using System.Globalization;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Media;

/// <summary>Makes sense of FFprobe's report: which tracks are encoded, and how they are to be understood. Pure.</summary>
internal static class SourceReader
{
    private static readonly TimeSpan LongestBelieved = TimeSpan.FromDays(30);

    /// <param name="report">The report.</param>
    /// <param name="ffmpegVersion">The version of FFmpeg that made it.</param>
    public static ProbeOutcome Read(FfprobeReport report, string ffmpegVersion)
    {
        var streams = report.Streams ?? [];
        var pictures = streams.Where(stream => stream.CodecType == "video" && !IsStill(stream)).ToList();
        if (pictures.Count == 0)
        {
            return NotVideo(
                streams.Any(stream => stream.CodecType == "audio")
                    ? "it holds sound but no picture track"
                    : "it has no picture track"
            );
        }

        if (Preferred(pictures.Where(stream => stream.CanBeDecoded)) is not { } picture)
        {
            return NotVideo("its picture is stored in a form that FFmpeg doesn't know");
        }

        if (picture.Width <= 0 || picture.Height <= 0)
        {
            return NotVideo("it is damaged: nothing in it says how large the picture is");
        }

        if ((long)picture.Width * picture.Height > SafeInput.MaxPixels)
        {
            return NotVideo(
                $"its picture is {picture.Width}×{picture.Height}, and the largest we can read is 8192×4320"
            );
        }

        return new ProbeOutcome.Playable(Media(report, streams, picture), report, ffmpegVersion);
    }

    public static ProbeOutcome.NotVideo NotVideo(string because) =>
        new($"This file isn't a video we can read: {because}.");

    // Cover art and thumbnails are single pictures that stand beside the sound or the film.
    internal static bool IsStill(FfprobeStream stream) =>
        stream.Is("attached_pic") || stream.Is("timed_thumbnails") || stream.Is("still_image");

    private static FfprobeStream? Preferred(IEnumerable<FfprobeStream> streams) =>
        streams.OrderByDescending(stream => stream.Is("default")).ThenBy(stream => stream.Index).FirstOrDefault();

    private static SourceMedia Media(FfprobeReport report, IReadOnlyList<FfprobeStream> streams, FfprobeStream picture)
    {
        var container = report.Format?.FormatName ?? "";
        var (isMov, isMatroska) = (container.Contains("mov"), container.Contains("matroska"));
        var start = FfprobeReport.Seconds(report.Format?.StartTime) ?? TimeSpan.Zero;
        var track = Track(picture, End(picture, start));
        var sounds = SourceTracks.Sounds(streams, start);
        var fallback =
            isMatroska && streams.Any(s => s.CodecType == "subtitle")
                ? null // A file is as long as its longest track, and subtitles may run on for hours.
                : Believed(FfprobeReport.Seconds(report.Format?.Duration));
        var duration = track.End ?? fallback;
        return new SourceMedia(duration, SourceSummary.Of(track, sounds is [var first, ..] ? first.Codec : null))
        {
            Facts = SourceFacts.Of(report, start),
            Picture = track,
            Sounds = sounds,
            Subtitles = SourceTracks.Subtitles(streams),
            Container = container,
            Start = start,
            // A movie in fragments tells the length of none of them (ISO/IEC 14496-12, 8.8).
            LengthsAreIndexed =
                (isMatroska || (isMov && picture.NbFrames is not null))
                && track.End is not null
                && sounds.All(sound => sound.End is not null),
            SeeksExactly = isMov || isMatroska,
            Warning = OmittedTracks.Of(streams, picture, sounds.Count),
        };
    }

    // Matroska has no length per track; its writers leave the end of each in a tag.
    internal static TimeSpan? End(FfprobeStream stream, TimeSpan fileStart)
    {
        var end = FfprobeReport.Seconds(stream.Duration) is { } duration
            ? (FfprobeReport.Seconds(stream.StartTime) ?? fileStart) + duration
            : TaggedEnd(stream);
        return Believed(end - fileStart);
    }

    private static TimeSpan? TaggedEnd(FfprobeStream stream) =>
        stream.Tags?.FirstOrDefault(tag => tag.Key.StartsWith("DURATION", StringComparison.Ordinal)).Value
            is { Length: >= 12 } text
        && TimeSpan.TryParseExact(text[..12], @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture, out var end)
            ? end
            : null;

    /// <returns>The length, unless no recording can be that long: then it is damage.</returns>
    internal static TimeSpan? Believed(TimeSpan? length) =>
        length > TimeSpan.Zero && length < LongestBelieved ? length : null;

    /// <inheritdoc cref="Believed(TimeSpan?)" />
    internal static TimeSpan? Believed(double seconds) =>
        seconds < LongestBelieved.TotalSeconds ? Believed(TimeSpan.FromSeconds(seconds)) : null;

    private static VideoTrack Track(FfprobeStream picture, TimeSpan? end) =>
        new(picture.Index, picture.CodecName!, picture.Width, picture.Height)
        {
            PixelAspect = PixelAspect(picture.SampleAspectRatio),
            Turned = Rotation(picture) % 180 != 0,
            HasMatrix = picture.SideDataList?.Any(data => data.SideDataType == "Display Matrix") ?? false,
            GridRate = FrameRate.Parse(picture.RFrameRate),
            AverageRate = FrameRate.Parse(picture.AvgFrameRate),
            Interlaced = picture.FieldOrder is "tt" or "bb" or "tb" or "bt",
            PixelFormat = picture.PixFmt ?? "",
            HasFullRange = picture.ColorRange == "pc",
            Color = new ColorTags(
                Known(picture.ColorSpace),
                Known(picture.ColorTransfer),
                Known(picture.ColorPrimaries)
            ),
            NeedsDolbyVision = picture.SideDataList?.Any(data => data.DvProfile == 5) ?? false,
            End = end,
        };

    private static string? Known(string? tag) => tag is null or "unknown" or "reserved" ? null : tag;

    // FFmpeg turns in quarters only if the angle is within a hair of them; so do we.
    private static int Rotation(FfprobeStream picture) =>
        (picture.SideDataList ?? [])
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
