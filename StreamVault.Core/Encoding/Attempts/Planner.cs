using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>Makes the plan of an encode, or continues with the plan of an earlier attempt.</summary>
internal sealed class Planner(
    VaultStorage storage,
    SourcePreparation preparation,
    KeyFrameCheck keyFrames,
    StreamCopyPlanner streamCopies,
    IOptions<EncodingOptions> options
)
{
    // Raise it when the same source and settings are encoded differently: plans of earlier attempts are then discarded.
    private const int Version = 9;

    // A setting without a value is left out, so that plans from before the setting existed stay valid.
    private static readonly JsonSerializerOptions WithoutNulls = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Opens the attempt's folder with its plan.</summary>
    /// <exception cref="EncodingFailedException">The source can't be encoded.</exception>
    public async Task<(AttemptFolder Folder, EncodePlan Plan)> OpenAsync(
        JobLease lease,
        PlanRequest request,
        CancellationToken cancellationToken
    )
    {
        var folder = AttemptFolder.Open(storage, lease, MadeFrom(request), out var plan);
        if (plan is { HasStreamCopy: true } && !File.Exists(folder.StreamCopyPath))
        {
            folder.Clear();
            plan = null;
        }

        if (plan is null)
        {
            await request.Meter.EnterAsync("Reading the file", cancellationToken);
            plan = await MakeAsync(request, folder, countPackets: false, null, cancellationToken);
        }

        return (folder, plan);
    }

    /// <summary>Plans again from the source's packets instead of its header, and discards the work of the earlier plan.</summary>
    /// <exception cref="EncodingFailedException">The source can't be encoded.</exception>
    public async Task<EncodePlan> CountPacketsAsync(
        EncodePlan earlier,
        AttemptFolder folder,
        PlanRequest request,
        CancellationToken cancellationToken
    )
    {
        folder.Clear();
        await request.Meter.EnterAsync("Measuring the file", cancellationToken);
        return await MakeAsync(request, folder, countPackets: true, earlier.StreamCopyRefusal, cancellationToken);
    }

    /// <summary>Plans again without a stream copy, and discards the work of the earlier plan.</summary>
    /// <param name="reason">Why the source can't be stream-copied.</param>
    /// <param name="folder">The attempt's folder.</param>
    /// <param name="request">The source.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">The source can't be encoded.</exception>
    public async Task<EncodePlan> EncodeAllAsync(
        string reason,
        AttemptFolder folder,
        PlanRequest request,
        CancellationToken cancellationToken
    )
    {
        folder.Clear();
        await request.Meter.EnterAsync("Reading the file again", cancellationToken);
        return await MakeAsync(request, folder, countPackets: false, reason, cancellationToken);
    }

    private string MadeFrom(PlanRequest request)
    {
        var file = new FileInfo(request.Source);
        var settings = options.Value;
        return JsonSerializer.Serialize(
            new
            {
                Version,
                Ffmpeg = request.Ffmpeg.Version,
                file.Length,
                Written = file.LastWriteTimeUtc,
                settings.SegmentDuration,
                settings.SegmentsPerChunk,
                settings.Threads,
                settings.Profile,
                settings.UltraHd,
                settings.Preset,
            },
            WithoutNulls
        );
    }

    private async Task<EncodePlan> MakeAsync(
        PlanRequest request,
        AttemptFolder folder,
        bool countPackets,
        string? streamCopyRefusal,
        CancellationToken cancellationToken
    )
    {
        var source = await preparation.RunAsync(request, folder, countPackets, cancellationToken);
        var (chunks, chunkNote) = await ChunksAsync(source, cancellationToken);
        var plan = Plan(request, source, chunks) with
        {
            StreamCopyRefusal = streamCopyRefusal,
            Note = Sentences(source.IsCopy ? "Repackaged without quality loss." : null, chunkNote),
        };
        if (plan.Profile == EncodingProfile.Keep)
        {
            plan = await streamCopies.ApplyAsync(plan, source.Path, folder, request.Meter, cancellationToken);
        }

        AttemptFolder.Write(folder.PlanPath, plan.ToJson());
        return plan;
    }

    private EncodePlan Plan(PlanRequest request, PreparedSource source, ChunkPlan chunks)
    {
        var (original, media, settings) = (source.Original, source.Media, options.Value);
        var isHdr = media.Video.Color.IsHdr;
        return new EncodePlan(
            MadeFrom(request),
            media.Video,
            media.Audio,
            Ladder.For(media.Video, settings.Profile, settings.UltraHd),
            chunks,
            source.IsCopy,
            ToneMap: isHdr && request.Ffmpeg.CanToneMap,
            settings.Profile,
            settings.Threads,
            original.Summary,
            Sentences(
                isHdr && !request.Ffmpeg.CanToneMap
                    ? "The colors look pale: this FFmpeg lacks the zscale filter, which converts HDR to SDR."
                    : null,
                original.Warning,
                source.IsCopy ? media.Warning : null
            )
        )
        {
            Preset = settings.Preset,
            OtherAudio = [.. media.AudioTracks.Skip(1)],
            Subtitles = original.Subtitles,
            SourceStart = original.Start,
            SourceVideoIndex = original.Video.Index,
            SourceAudioIndexes = [.. original.AudioTracks.Select(audio => audio.Index)],
            FileStart = media.Start,
            MayJump = !media.SeeksExactly,
            IsCounted = source.IsCounted,
        };
    }

    private static string? Sentences(params string?[] sentences) =>
        sentences.OfType<string>().ToList() is { Count: > 0 } all ? string.Join(' ', all) : null;

    private async Task<(ChunkPlan Chunks, string? Note)> ChunksAsync(
        PreparedSource source,
        CancellationToken cancellationToken
    )
    {
        var media = source.Media;
        var chunks = Split(media, options.Value.SegmentsPerChunk);
        if (chunks.Count == 1)
        {
            return (chunks, null);
        }

        return media.SeeksExactly && await keyFrames.IsSafeAsync(media, chunks, source.Path, cancellationToken)
            ? (chunks, null)
            : (
                Split(media, null),
                media.SeeksExactly
                    ? "Encoded in one piece because its key frame index is wrong. If it is stopped, it starts over."
                    : "Encoded in one piece because it can't be split. If it is stopped, it starts over."
            );
    }

    private ChunkPlan Split(SourceMedia media, int? segmentsPerChunk) =>
        ChunkPlan.Make(
            FrameRateChoice.Choose(media.Video),
            media.Video.End ?? media.Duration ?? TimeSpan.Zero,
            media.AudioTracks.Max(audio => audio.End),
            options.Value.SegmentDuration,
            segmentsPerChunk
        );
}
