using StreamVault.Core.DiskSpace;
using StreamVault.Core.Encoding.Attempts;
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
/// Turns an upload into a result to publish: verifies the source, plans, encodes, searches for damage, packages, checks and
/// writes the manifest. Continues from what an earlier attempt finished. Thread-safe.
/// </summary>
internal sealed class Encoder(
    VaultStorage storage,
    AcceptedSource acceptedSource,
    FfmpegTools tools,
    Planner planner,
    AudioVideoStage audioVideo,
    SubtitleStage subtitles,
    DamageSearch damage,
    ExpectedContentStage expectedContent,
    PosterStage poster,
    PackageStage packaging,
    ResultCheck check,
    ManifestStage manifest,
    EncodingSpace space,
    MemoryAdvice memoryAdvice,
    TimeProvider clock
)
{
    /// <summary>Works on the job until it is encoded or can't continue.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the lease was lost.</exception>
    public async Task<EncodeOutcome> EncodeAsync(LeasedJob job, CancellationToken cancellationToken)
    {
        try
        {
            return new EncodeOutcome.Encoded(await PlanAndEncodeAsync(job, cancellationToken));
        }
        catch (EncodingFailedException e)
        {
            return new EncodeOutcome.Failed(memoryAdvice.AddTo(e.Failure));
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

    private async Task<EncodedVideo> PlanAndEncodeAsync(LeasedJob job, CancellationToken cancellationToken)
    {
        if (await tools.CheckAsync(cancellationToken) is not FfmpegState.Found ffmpeg)
        {
            throw new FfmpegMissingException();
        }

        var source = await acceptedSource.VerifyAsync(job.Lease.Video, cancellationToken);
        var meter = new ProgressMeter(job, clock);
        var request = new PlanRequest(source, ffmpeg, meter);
        var (folder, plan) = await planner.OpenAsync(job.Lease, request, cancellationToken);
        while (true)
        {
            try
            {
                var input = plan.ReadsCopy ? folder.CopyPath : source;
                var work = new EncodeWork(job.Lease.Video, plan, folder, input, meter);
                return await ReserveAndEncodeAsync(job, work, cancellationToken);
            }
            catch (DurationExceededException)
            {
                plan = await planner.CountPacketsAsync(plan, folder, request, cancellationToken);
            }
            catch (StreamCopyRejectedException e)
            {
                plan = await planner.EncodeAllAsync(e.Reason, folder, request, cancellationToken);
            }
        }
    }

    private async Task<EncodedVideo> ReserveAndEncodeAsync(
        LeasedJob job,
        EncodeWork work,
        CancellationToken cancellationToken
    )
    {
        using var reservation = space.Reserve(job.Lease, work);
        try
        {
            return await RunStagesAsync(job, work, cancellationToken);
        }
        catch (Exception e) when (DiskFullIn(e) is { } failure)
        {
            // The remaining bytes are a better guess at what to wait for than any fixed amount.
            var needed = Math.Min(failure.NeededBytes ?? long.MaxValue, reservation.RemainingBytes);
            throw new EncodingFailedException(failure with { NeededBytes = needed });
        }
    }

    // Not if a stage measured what it needs: that is exact.
    private JobFailure? DiskFullIn(Exception e) =>
        e switch
        {
            EncodingFailedException { Failure: { NeededBytes: FailureReasons.SpaceToContinue } failure } => failure,
            _ when DiskFull.Caused(e) => FailureReasons.DiskFull(storage.FreeBytes),
            _ => null,
        };

    private async Task<EncodedVideo> RunStagesAsync(LeasedJob job, EncodeWork work, CancellationToken cancellationToken)
    {
        work.Meter.Note = work.Plan.Note;
        if (work.Plan.Chunks.IsSingleChunk)
        {
            job.YieldWorkerSlot();
        }

        var tracks = await EncodeTracksAsync(job, work, cancellationToken);
        work.Folder.BeginResult();
        var encoded = await PackageWithPosterAsync(work, tracks, cancellationToken);
        await manifest.RunAsync(work, cancellationToken);
        return encoded;
    }

    private async Task<EncodedTracks> EncodeTracksAsync(
        LeasedJob job,
        EncodeWork work,
        CancellationToken cancellationToken
    )
    {
        var (frames, audio) = await audioVideo.RunAsync(work, job.MarkEncodingDone, cancellationToken);
        job.MarkEncodingDone();
        return new EncodedTracks(
            frames,
            audio,
            await subtitles.RunAsync(work, frames.Sum(), cancellationToken),
            await damage.FindAsync(work, frames, cancellationToken)
        )
        {
            Expected = await expectedContent.RunAsync(work, cancellationToken),
            DecodedFrames = TotalDecodedFrames(work),
        };
    }

    // Chunks after the end of the source are empty but still counted.
    private static DecodedFrames? TotalDecodedFrames(EncodeWork work) =>
        work.Plan.Encoded.Count == 0
            ? null
            : Enumerable
                .Range(0, work.Plan.Chunks.Count)
                .Select(work.Folder.ReadDecodedFrames)
                .OfType<DecodedFrames>()
                .Aggregate((sum, next) => sum + next);

    private async Task<EncodedVideo> PackageWithPosterAsync(
        EncodeWork work,
        EncodedTracks tracks,
        CancellationToken cancellationToken
    )
    {
        var takingPoster = poster.RunAsync(work, tracks.Frames, cancellationToken);
        var packagingTracks = PackageAsync(work, tracks, cancellationToken);
        await Task.WhenAll(takingPoster, packagingTracks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // If both failed, chunks that don't join are the cause, so that exception is thrown first.
        var encoded = await packagingTracks;
        await takingPoster;
        return encoded;
    }

    private async Task<EncodedVideo> PackageAsync(
        EncodeWork work,
        EncodedTracks tracks,
        CancellationToken cancellationToken
    )
    {
        var encoded = await packaging.RunAsync(work, tracks, cancellationToken);
        await check.RunAsync(work, tracks.Frames.Sum(), cancellationToken);
        return encoded;
    }
}
