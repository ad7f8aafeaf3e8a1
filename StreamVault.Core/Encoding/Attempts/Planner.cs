using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>Decides everything about an encode before it begins, or goes on with what an earlier attempt decided.</summary>
internal sealed class Planner(
    VaultStorage storage,
    FfmpegTools tools,
    SourceProbe probe,
    SourceDurations lengths,
    KeyFrameCheck cuts,
    SeekableRemux copies,
    StreamCopyPlanner keeping,
    IOptions<EncodingOptions> options
)
{
    // Raise it when the same source and settings come to be encoded differently.
    private const int Version = 9;

    // What is not set leaves no trace: plans from before there was such a setting stay good.
    private static readonly JsonSerializerOptions Told = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Opens the attempt's folder with its plan.</summary>
    /// <exception cref="EncodingFailedException">There is nothing to encode.</exception>
    public async Task<(AttemptFolder Folder, EncodePlan Plan)> OpenAsync(
        JobLease lease,
        string source,
        FfmpegState.Found found,
        ProgressMeter meter,
        CancellationToken cancellationToken
    )
    {
        var madeFrom = MadeFrom(source, found);
        var folder = AttemptFolder.Open(storage, lease, madeFrom, out var plan);
        if (plan is { Keeps: true } && !File.Exists(folder.KeptPath))
        {
            folder.Clear();
            plan = null;
        }

        if (plan is null)
        {
            await meter.EnterAsync("Looking into the file", cancellationToken);
            plan = await MakeAsync(
                madeFrom,
                source,
                folder,
                found,
                meter,
                counted: false,
                notKept: null,
                cancellationToken
            );
        }

        return (folder, plan);
    }

    /// <summary>Plans once more, and believes no header this time: what was made by the plan before is given up.</summary>
    /// <exception cref="EncodingFailedException">There is nothing to encode.</exception>
    public Task<EncodePlan> CountAsync(
        EncodePlan before,
        AttemptFolder folder,
        string source,
        FfmpegState.Found found,
        ProgressMeter meter,
        CancellationToken cancellationToken
    ) => AgainAsync(true, before.NotKept, folder, source, found, meter, cancellationToken);

    /// <summary>Plans once more, and keeps nothing as it is this time: what was made by the plan before is given up.</summary>
    /// <param name="reason">Why the source can't be kept.</param>
    /// <param name="folder">The attempt's folder.</param>
    /// <param name="source">The upload.</param>
    /// <param name="found">FFmpeg.</param>
    /// <param name="meter">Where progress is told.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">There is nothing to encode.</exception>
    public Task<EncodePlan> EncodeAllAsync(
        string reason,
        AttemptFolder folder,
        string source,
        FfmpegState.Found found,
        ProgressMeter meter,
        CancellationToken cancellationToken
    ) => AgainAsync(false, reason, folder, source, found, meter, cancellationToken);

    private async Task<EncodePlan> AgainAsync(
        bool counted,
        string? notKept,
        AttemptFolder folder,
        string source,
        FfmpegState.Found found,
        ProgressMeter meter,
        CancellationToken cancellationToken
    )
    {
        folder.Clear();
        await meter.EnterAsync(
            counted ? "Counting what the file really holds" : "Looking into the file again",
            cancellationToken
        );
        var madeFrom = MadeFrom(source, found);
        return await MakeAsync(madeFrom, source, folder, found, meter, counted, notKept, cancellationToken);
    }

    private string MadeFrom(string source, FfmpegState.Found found)
    {
        var file = new FileInfo(source);
        var settings = options.Value;
        return JsonSerializer.Serialize(
            new
            {
                Version,
                Ffmpeg = found.Version,
                file.Length,
                Written = file.LastWriteTimeUtc,
                settings.SegmentDuration,
                settings.SegmentsPerChunk,
                settings.Threads,
                settings.Profile,
                settings.UltraHd,
                settings.Preset,
            },
            Told
        );
    }

    private async Task<EncodePlan> MakeAsync(
        string madeFrom,
        string source,
        AttemptFolder folder,
        FfmpegState.Found found,
        ProgressMeter meter,
        bool counted,
        string? notKept,
        CancellationToken cancellationToken
    )
    {
        var original = await ProbeAsync(source, folder.ProbePath, cancellationToken);
        if (original.Picture.NeedsDolbyVision)
        {
            throw new EncodingFailedException(FailureReasons.DolbyVisionOnly);
        }

        counted |= !IsIndexed(original) || MayHoldLongPauses(original, source);
        var (media, readsCopy) = counted
            ? await MadeCuttableAsync(original, source, folder, meter, cancellationToken)
            : (original, false);
        if (media.Stretches is [var first, .., var last] && SourceReader.Believed(last.To - first.From) is null)
        {
            throw new EncodingFailedException(FailureReasons.TimesAgesApart);
        }

        var (chunks, cutting) = await ChunksAsync(media, readsCopy ? folder.CopyPath : source, cancellationToken);
        var isHdr = media.Picture.Color.IsHdr;
        var plan = new EncodePlan(
            madeFrom,
            media.Picture,
            media.Sound,
            Ladder.For(media.Picture, options.Value.Profile, options.Value.UltraHd),
            chunks,
            readsCopy,
            ToneMap: isHdr && found.CanToneMap,
            options.Value.Profile,
            options.Value.Threads,
            original.Summary,
            Together(
                isHdr && !found.CanToneMap
                    ? "The colors look pale: this FFmpeg lacks the zscale filter, which converts HDR to SDR."
                    : null,
                original.Warning,
                readsCopy ? media.Warning : null
            )
        )
        {
            Preset = options.Value.Preset,
            OtherSounds = [.. media.Sounds.Skip(1)],
            Subtitles = original.Subtitles,
            SourceStart = original.Start,
            SourcePicture = original.Picture.Index,
            SourceSounds = [.. original.Sounds.Select(sound => sound.Index)],
            FileStart = media.Start,
            MayJump = !media.SeeksExactly,
            IsCounted = counted,
            NotKept = notKept,
            Note = Together(readsCopy ? "Repackaged without quality loss." : null, cutting),
        };
        if (plan.Profile == EncodingProfile.Keep)
        {
            plan = await keeping.ApplyAsync(
                plan,
                readsCopy ? folder.CopyPath : source,
                folder,
                meter,
                cancellationToken
            );
        }

        AttemptFolder.Write(folder.PlanPath, plan.ToJson());
        return plan;
    }

    private static string? Together(params string?[] notes) =>
        notes.OfType<string>().ToList() is { Count: > 0 } all ? string.Join(' ', all) : null;

    private async Task<(ChunkPlan Chunks, string? Note)> ChunksAsync(
        SourceMedia media,
        string path,
        CancellationToken cancellationToken
    )
    {
        var chunks = Cut(media, options.Value.SegmentsPerChunk);
        if (chunks.Count == 1)
        {
            return (chunks, null);
        }

        return media.SeeksExactly && await cuts.IsSafeAsync(media, chunks, path, cancellationToken)
            ? (chunks, null)
            : (
                Cut(media, null),
                media.SeeksExactly
                    ? "Made in one piece: its index of key frames is wrong, and it can't be cut safely. If it is stopped, it starts over."
                    : "Made in one piece: it can't be cut safely. If it is stopped, it starts over."
            );
    }

    private ChunkPlan Cut(SourceMedia media, int? segmentsPerChunk) =>
        ChunkPlan.Make(
            FrameRateChoice.Choose(media.Picture),
            media.Picture.End ?? media.Duration ?? TimeSpan.Zero,
            media.Sounds.Max(sound => sound.End),
            options.Value.SegmentDuration,
            segmentsPerChunk
        );

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

    // Of a transport stream, an AVI and their like FFmpeg finds a moment only to within some frames, so the chunks would
    // not join; and where a file has no index, it reads from the beginning for every cut. A copy in Matroska, without
    // encoding anything, can be cut exactly. What is silent and fits into one chunk needs none.
    private async Task<(SourceMedia Media, bool ReadsCopy)> MadeCuttableAsync(
        SourceMedia media,
        string source,
        AttemptFolder folder,
        ProgressMeter meter,
        CancellationToken cancellationToken
    )
    {
        // Where a container's time stamps may jump, FFmpeg counts a track that is read alone from its own beginning, and a
        // sound that begins earlier than the picture would be moved against it. In the copy both begin when they begin.
        var oneChunk = options.Value.SegmentDuration * options.Value.SegmentsPerChunk;
        var cutsBadly = media.Duration is null || media.Duration > oneChunk;
        if (!IsIndexed(media) && (cutsBadly || (!media.SeeksExactly && media.Sounds.Count > 0)))
        {
            await meter.EnterAsync("Copying into a form that can be cut", cancellationToken);
            if (await copies.MakeAsync(media, source, folder, cancellationToken) is { } copy)
            {
                return (copy, true);
            }
        }

        var measured = await lengths.MeasureAsync(media, source, cancellationToken);
        return
            measured.Stretches.Count > 1
            && await copies.MakeAsync(media, source, folder, cancellationToken) is { } shorter
            ? (shorter, true)
            : (measured, false);
    }

    private static bool IsIndexed(SourceMedia media) => media is { SeeksExactly: true, LengthsAreIndexed: true };

    // Nobody records as little as that, nor a sound that goes on for as long without a picture; and where it is little, a
    // look at every packet takes no time.
    private static bool MayHoldLongPauses(SourceMedia media, string source) =>
        new FileInfo(source).Length / media.Duration?.TotalSeconds < 4_000
        || media.Sounds.Max(sound => sound.End) - (media.Picture.End ?? media.Duration) > TimestampSpans.LongestPause;

    private async Task<bool> ToolsAreMissingAsync(CancellationToken cancellationToken) =>
        await tools.CheckAsync(cancellationToken) is FfmpegState.Missing;
}
