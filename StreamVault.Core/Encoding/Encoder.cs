using StreamVault.Core.DiskSpace;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Encoding.Subtitles;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Packaging;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Makes a video out of an upload: plan, pictures in chunks, sound, subtitles, packaging, check. What an earlier attempt finished is kept.
/// Publishes nothing. Thread-safe.
/// </summary>
internal sealed class Encoder(
    VaultStorage storage,
    AcceptedSource acceptedSource,
    FfmpegTools tools,
    Planner planner,
    VideoStage pictures,
    AudioStage sounds,
    SubtitleStage subtitles,
    DamageSearch damage,
    ExpectedContentStage promises,
    PosterStage poster,
    PackageStage packages,
    ResultCheck check,
    ManifestStage manifest,
    EncodingSpace room,
    TimeProvider clock
)
{
    /// <summary>Works on the job until it is done or can't go on.</summary>
    /// <exception cref="OperationCanceledException">The token asked for it, or the job was lost.</exception>
    public async Task<EncodeOutcome> EncodeAsync(LeasedJob job, CancellationToken cancellationToken)
    {
        try
        {
            return new EncodeOutcome.Encoded(await MakeAsync(job, cancellationToken));
        }
        catch (EncodingFailedException e)
        {
            return new EncodeOutcome.Failed(e.Failure);
        }
        catch (ProgramStalledException e)
        {
            return new EncodeOutcome.Failed(FailureReasons.Stalled(e));
        }
        catch (Exception e) when (e is FfmpegMissingException or JobPreemptedException)
        {
            return new EncodeOutcome.Held();
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            return new EncodeOutcome.Failed(FailureReasons.DiskFull(storage.FreeBytes));
        }
    }

    private async Task<EncodedVideo> MakeAsync(LeasedJob job, CancellationToken cancellationToken)
    {
        if (await tools.CheckAsync(cancellationToken) is not FfmpegState.Found found)
        {
            throw new FfmpegMissingException();
        }

        var source = storage.PathToEncode(job.Lease.Video);
        if (!File.Exists(source))
        {
            throw new EncodingFailedException(
                Directory.Exists(storage.VideoFolder(job.Lease.Video))
                    ? FailureReasons.OriginalGone
                    : FailureReasons.SourceGone
            );
        }

        // Prepared again from an original that has changed, a whole video would be replaced by a damaged one.
        if (
            storage.HasOriginal(job.Lease.Video)
            && !await acceptedSource.IsUnchangedAsync(job.Lease.Video, cancellationToken)
        )
        {
            throw new EncodingFailedException(FailureReasons.OriginalChanged);
        }

        var meter = new ProgressMeter(job, clock);
        var (folder, plan) = await planner.OpenAsync(job.Lease, source, found, meter, cancellationToken);
        while (true)
        {
            try
            {
                var work = new EncodeWork(
                    job.Lease.Video,
                    plan,
                    folder,
                    plan.ReadsCopy ? folder.CopyPath : source,
                    meter
                );
                return await MakeAsync(job, work, cancellationToken);
            }
            catch (DurationExceededException)
            {
                plan = await planner.CountAsync(plan, folder, source, found, meter, cancellationToken);
            }
            catch (StreamCopyRejectedException e)
            {
                plan = await planner.EncodeAllAsync(e.Reason, folder, source, found, meter, cancellationToken);
            }
        }
    }

    private async Task<EncodedVideo> MakeAsync(LeasedJob job, EncodeWork work, CancellationToken cancellationToken)
    {
        using var reserved = room.Reserve(job.Lease, work);
        try
        {
            return await MakeReservedAsync(job, work, cancellationToken);
        }
        catch (Exception e) when (DiskFullIn(e) is { } failure)
        {
            // What is known to be still to come is a better guess at what to wait for than any fixed amount.
            var needed = Math.Min(failure.NeededBytes ?? long.MaxValue, reserved.ToCome);
            throw new EncodingFailedException(failure with { NeededBytes = needed });
        }
    }

    // Not what was measured by a step itself: that is exact.
    private JobFailure? DiskFullIn(Exception e) =>
        e switch
        {
            EncodingFailedException { Failure: { NeededBytes: FailureReasons.RoomToGoOn } failure } => failure,
            _ when DiskFull.Caused(e) => FailureReasons.DiskFull(storage.FreeBytes),
            _ => null,
        };

    private async Task<EncodedVideo> MakeReservedAsync(
        LeasedJob job,
        EncodeWork work,
        CancellationToken cancellationToken
    )
    {
        work.Meter.Note = work.Plan.Note;
        if (work.Plan.Chunks.IsOnePiece)
        {
            job.YieldWorkerSlot();
        }

        var (frames, sound) = await PicturesAndSoundAsync(work, job.MarkEncodingDone, cancellationToken);
        job.MarkEncodingDone();
        var tracks = new EncodedTracks(
            frames,
            sound,
            await subtitles.RunAsync(work, frames.Sum(), cancellationToken),
            await damage.FindAsync(work, frames, cancellationToken)
        )
        {
            Promise = await promises.RunAsync(work, cancellationToken),
            Pictures = Counted(work),
        };
        work.Folder.BeginResult();
        var posing = poster.RunAsync(work, frames, cancellationToken);
        var packaging = PackageAsync(work, tracks, cancellationToken);
        await Task.WhenAll(posing, packaging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Where both failed, pieces that don't join are the cause.
        var encoded = await packaging;
        await posing;
        await manifest.RunAsync(work, cancellationToken);
        return encoded;
    }

    // Chunks after the end of the source are empty; they count too.
    private static DecodedFrames? Counted(EncodeWork work) =>
        work.Plan.Encoded.Count == 0
            ? null
            : Enumerable
                .Range(0, work.Plan.Chunks.Count)
                .Select(work.Folder.CountedPictures)
                .OfType<DecodedFrames>()
                .Aggregate((sum, next) => sum + next);

    private async Task<EncodedVideo> PackageAsync(
        EncodeWork work,
        EncodedTracks tracks,
        CancellationToken cancellationToken
    )
    {
        var encoded = await packages.RunAsync(work, tracks, cancellationToken);
        await check.RunAsync(work, tracks.Frames.Sum(), cancellationToken);
        return encoded;
    }

    // The sound fills what the last chunks of the picture leave idle. Not the first: whoever is stopped loses the sound in
    // hand, and of a long film that is much.
    private async Task<(IReadOnlyList<long>, IReadOnlyList<EncodedAudio>)> PicturesAndSoundAsync(
        EncodeWork work,
        Action sourceIsRead,
        CancellationToken cancellationToken
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var nearlyDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sounding = OrCancel(either, () => SoundAsync(work, nearlyDone.Task, either.Token));
        var picturing = OrCancel(
            either,
            () => pictures.RunAsync(work, () => nearlyDone.TrySetResult(), sourceIsRead, either.Token)
        );
        await Task.WhenAll(sounding, picturing);
        var (frames, sound) = (await picturing, await sounding);
        // Where the source held less or more than it said, the sound is made again to fit.
        return frames.Sum() == work.Plan.Chunks.TotalFrames
            ? (frames, sound)
            : (frames, await sounds.RunAsync(work, frames.Sum(), cancellationToken));
    }

    private async Task<IReadOnlyList<EncodedAudio>> SoundAsync(
        EncodeWork work,
        Task begin,
        CancellationToken cancellationToken
    )
    {
        await begin.WaitAsync(cancellationToken);
        return await sounds.RunAsync(work, work.Plan.Chunks.TotalFrames, cancellationToken);
    }

    private static async Task<T> OrCancel<T>(CancellationTokenSource cancellation, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch
        {
            await cancellation.CancelAsync();
            throw;
        }
    }
}
