using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>Probes a source, reads all its packets if its header can't be trusted, and remuxes it if it can't be split.</summary>
internal sealed class SourcePreparation(
    FfmpegTools tools,
    SourceProbe probe,
    SourceDurations durations,
    SeekableRemux remux,
    IOptions<EncodingOptions> options
)
{
    // No camera's bitrate is that low.
    private const long MinBytesPerSecond = 4_000;

    /// <param name="request">The source.</param>
    /// <param name="folder">The attempt's folder, for a copy of the source.</param>
    /// <param name="countPackets">Whether to read all packets in any case.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">The source can't be encoded.</exception>
    public async Task<PreparedSource> RunAsync(
        PlanRequest request,
        AttemptFolder folder,
        bool countPackets,
        CancellationToken cancellationToken
    )
    {
        var original = await ProbeAsync(request.Source, folder.ProbePath, cancellationToken);
        if (original.Video.NeedsDolbyVision)
        {
            throw new EncodingFailedException(FailureReasons.DolbyVisionOnly);
        }

        if (!countPackets && IsIndexed(original) && !MayHaveLongPauses(original, request.Source))
        {
            return new PreparedSource(original, original, request.Source, IsCopy: false, IsCounted: false);
        }

        var (media, isCopy) = await RemuxIfNeededAsync(
            original,
            request.Source,
            folder,
            request.Meter,
            cancellationToken
        );
        return media.Spans is [var first, .., var last] && SourceReader.Plausible(last.To - first.From) is null
            ? throw new EncodingFailedException(FailureReasons.TimestampsYearsApart)
            : new PreparedSource(original, media, isCopy ? folder.CopyPath : request.Source, isCopy, IsCounted: true);
    }

    private async Task<SourceMedia> ProbeAsync(string path, string saved, CancellationToken cancellationToken) =>
        await probe.ProbeAsync(path, saved, cancellationToken) switch
        {
            ProbeOutcome.Playable playable => playable.Media,
            ProbeOutcome.NotVideo refused => throw new EncodingFailedException(
                new JobFailure(FailureCause.NotVideo, refused.Reason)
            ),
            ProbeOutcome.Unavailable when await ToolsAreMissingAsync(cancellationToken) =>
                throw new FfmpegMissingException(),
            ProbeOutcome.Unavailable unavailable => throw new EncodingFailedException(
                new JobFailure(FailureCause.ProbeFailed, unavailable.Reason)
            ),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };

    // In transport streams, AVI and similar containers, FFmpeg seeks only to within some frames, so the chunks would not
    // join; and without an index, it reads from the start for every chunk. A copy in Matroska can be split exactly. A
    // silent source that fits into one chunk needs none.
    private async Task<(SourceMedia Media, bool IsCopy)> RemuxIfNeededAsync(
        SourceMedia media,
        string source,
        AttemptFolder folder,
        ProgressMeter meter,
        CancellationToken cancellationToken
    )
    {
        // If a container's timestamps may jump, FFmpeg counts a track that is read alone from its own start, so audio that
        // starts before the video would be shifted. In the copy, both keep their start times.
        var oneChunk = options.Value.SegmentDuration * options.Value.SegmentsPerChunk;
        var needsSplitting = media.Duration is null || media.Duration > oneChunk;
        if (!IsIndexed(media) && (needsSplitting || (!media.SeeksExactly && media.AudioTracks.Count > 0)))
        {
            await meter.EnterAsync("Repackaging the file", cancellationToken);
            if (await remux.MakeAsync(media, source, folder, cancellationToken) is { } copy)
            {
                return (copy, true);
            }
        }

        var measured = await durations.MeasureAsync(media, source, cancellationToken);
        return
            measured.Spans.Count > 1 && await remux.MakeAsync(media, source, folder, cancellationToken) is { } shorter
            ? (shorter, true)
            : (measured, false);
    }

    private static bool IsIndexed(SourceMedia media) => media is { SeeksExactly: true, LengthsAreIndexed: true };

    // No recording has so few bytes, or audio that continues for so long without video. Reading every packet of a small
    // file takes no time.
    private static bool MayHaveLongPauses(SourceMedia media, string source) =>
        new FileInfo(source).Length / media.Duration?.TotalSeconds < MinBytesPerSecond
        || media.AudioTracks.Max(audio => audio.End) - (media.Video.End ?? media.Duration)
            > TimestampSpans.LongestPause;

    private async Task<bool> ToolsAreMissingAsync(CancellationToken cancellationToken) =>
        await tools.CheckAsync(cancellationToken) is FfmpegState.Missing;
}
