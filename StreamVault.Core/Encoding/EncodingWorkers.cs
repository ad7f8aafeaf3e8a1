using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Media;
using StreamVault.Core.Originals;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>
/// The workers: each takes a job, makes its video ready or says why not, and takes the next. While FFmpeg is missing they
/// take none.
/// </summary>
internal sealed partial class EncodingWorkers(
    EncodingRecovery recovery,
    JobQueue queue,
    JobSignal signal,
    EventHub events,
    RunningJobs running,
    Encoder encoder,
    AcceptedSource acceptedSource,
    FfmpegTools tools,
    VideoLibrary library,
    OriginalFiles originals,
    VaultStorage storage,
    TimeProvider clock,
    IOptions<JobOptions> options,
    ILogger<EncodingWorkers> logger
) : BackgroundService
{
    private readonly ConcurrentDictionary<JobLease, LeasedJob> _held = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        library.Deleted += Abandon;
        queue.LeaseRevoked += Abandon;
        try
        {
            await RepeatAsync(RecoverAsync, stoppingToken);
            await Task.WhenAll(
                Enumerable
                    .Range(0, options.Value.WorkerCount)
                    .Select(_ => WorkAsync(stoppingToken))
                    .Append(WakeOnFfmpegAsync(stoppingToken))
            );
        }
        finally
        {
            library.Deleted -= Abandon;
            queue.LeaseRevoked -= Abandon;
        }
    }

    private async Task WakeOnFfmpegAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in events.WatchAsync<FfmpegChange>(stoppingToken))
        {
            signal.Wake();
        }
    }

    private void Abandon(VideoId video) => Abandon(lease => lease.Video == video);

    private void Abandon(JobId id) => Abandon(lease => lease.Job == id);

    private void Abandon(Func<JobLease, bool> isMeant)
    {
        foreach (var job in _held.Values.Where(job => isMeant(job.Lease)))
        {
            job.MarkLeaseLost();
        }
    }

    /// <summary>Calls again and again, at once as long as there is something to do, until it says that all is done.</summary>
    private async Task RepeatAsync(Func<CancellationToken, Task<Next>> step, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before looking, so that a job that comes in between is not missed.
            var woken = signal.Next;
            var next = Next.Wait;
            try
            {
                next = await step(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, e);
            }

            switch (next)
            {
                case Next.End:
                    return;
                case Next.Wait:
                    await Task.WhenAny(woken, Task.Delay(options.Value.PollingInterval, clock, stoppingToken));
                    break;
            }
        }
    }

    private enum Next
    {
        Wait,
        AtOnce,
        End,
    }

    private async Task<Next> RecoverAsync(CancellationToken stoppingToken)
    {
        await recovery.RunAsync(stoppingToken);
        return Next.End;
    }

    // What is left of a job when its picture and sound are made is reading and writing: beside that the next one begins, as it
    // does beside one that can't give way. One of each, or everything that waits would be begun.
    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        var (finishing, aside) = (Task.CompletedTask, Task.CompletedTask);
        try
        {
            await RepeatAsync(
                async token =>
                {
                    if (await ClaimAsync(token) is not { } job)
                    {
                        return Next.Wait;
                    }

                    var working = HoldAsync(job, stoppingToken);
                    await finishing;
                    var mayGoAside = aside.IsCompleted;
                    await Task.WhenAny(working, job.EncodingDone, mayGoAside ? job.WorkerSlotYielded : working);
                    (finishing, aside) =
                        mayGoAside && job.WorkerSlotYielded.IsCompleted ? (finishing, working) : (working, aside);
                    return Next.AtOnce;
                },
                stoppingToken
            );
        }
        finally
        {
            await Task.WhenAll(finishing, aside);
        }
    }

    private async Task<LeasedJob?> ClaimAsync(CancellationToken stoppingToken) =>
        await tools.CheckAsync(stoppingToken) is FfmpegState.Found && await queue.ClaimAsync(stoppingToken) is { } lease
            ? new LeasedJob(lease, queue, running, options.Value.Heartbeat, clock, logger)
            : null;

    private async Task HoldAsync(LeasedJob job, CancellationToken stoppingToken)
    {
        await using var held = job;
        _held[job.Lease] = job;
        try
        {
            await WorkOnAsync(job, stoppingToken);
        }
        catch (Exception e)
        {
            // Its end couldn't be saved; the sweeper requeues it.
            Log.Failed(logger, e);
        }
        finally
        {
            _held.TryRemove(job.Lease, out _);
        }
    }

    // From here on every end is written down, even while the server is stopping: hence no token.
    private async Task WorkOnAsync(LeasedJob job, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, job.Lost);
        try
        {
            await FinishAsync(job, await encoder.EncodeAsync(job, either.Token), either.Token);
        }
        catch (Exception e) when (job.Lost.IsCancellationRequested)
        {
            // Whatever it was: the folder that it happened in is somebody else's now, or gone.
            Log.Lost(logger, e, job.Lease.Job, job.Lease.Video);
            await CleanUpAfterDeletionAsync(job.Lease.Video);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await queue.ReleaseAsync(job.Lease, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.Crashed(logger, e, job.Lease.Job, job.Lease.Video);
            await queue.FailAsync(job.Lease, WithoutPaths(Unexpected(e)), CancellationToken.None);
        }
    }

    private async Task FinishAsync(LeasedJob job, EncodeOutcome outcome, CancellationToken cancellationToken)
    {
        var lease = job.Lease;
        switch (outcome)
        {
            case EncodeOutcome.Encoded encoded:
                await FinishAsync(lease, encoded.Video);
                break;
            case EncodeOutcome.Failed failed when await FailAsync(job, WithoutPaths(failed.Failure), cancellationToken):
                break;
            case EncodeOutcome.Held when await queue.ReleaseAsync(lease, CancellationToken.None):
                break;
            default:
                await CleanUpAfterDeletionAsync(lease.Video);
                break;
        }
    }

    // A disk that is full to the last byte takes no word of it either: it is written down as soon as there is room.
    private async Task<bool> FailAsync(LeasedJob job, JobFailure failure, CancellationToken cancellationToken)
    {
        var lease = job.Lease;
        while (true)
        {
            try
            {
                return await queue.FailAsync(lease, failure, CancellationToken.None);
            }
            catch (Exception e) when (DiskFull.Caused(e))
            {
                job.Wait("Waiting: the disk is full to the last byte. Make room");
                Log.NoRoomToTell(logger, lease.Job, lease.Video);
                await Task.Delay(options.Value.PollingInterval, clock, cancellationToken);
            }
        }
    }

    // If anything is missing, the upload may be the only copy, and a later FFmpeg or a repaired disk may read more of
    // it. It is then kept whatever the setting, and also if it is larger than the stored video.
    private async Task FinishAsync(JobLease lease, EncodedVideo encoded)
    {
        var keep =
            encoded.Warning is not null
            || encoded.OriginalNote is not null
            || storage.HasOriginal(lease.Video)
            || await originals.PolicyAsync(CancellationToken.None) == OriginalsPolicy.Keep;
        if (!keep && !await acceptedSource.IsUnchangedAsync(lease.Video, CancellationToken.None))
        {
            (keep, encoded) = (true, encoded with { Warning = AcceptedSource.Changed });
        }

        bool published;
        try
        {
            published = await PublishAsync(lease, encoded, keep);
        }
        catch
        {
            storage.UndoReplacing(lease.Video);
            throw;
        }

        if (published)
        {
            storage.FinishReplacing(lease.Video);
            recovery.RemoveInputs(lease.Video, keep);
        }
        else
        {
            await CleanUpAfterDeletionAsync(lease.Video);
        }
    }

    private Task<bool> PublishAsync(JobLease lease, EncodedVideo encoded, bool keep) =>
        queue.CompleteAsync(
            lease,
            (video, _) =>
            {
                // First, since it fails if the original was just deleted.
                // An original that was there before stays, even if another file was uploaded.
                var kept = storage.HasOriginal(lease.Video)
                    ? storage.OriginalPath(lease.Video)
                    : storage.SourcePath(lease.Video);
                long? original = keep ? new FileInfo(kept).Length : null;
                video.DurationSeconds = encoded.Duration.TotalSeconds;
                video.Qualities = encoded.Qualities;
                video.SourceSummary = encoded.Summary;
                video.Warning = encoded.Warning;
                video.OriginalNote = encoded.OriginalNote;
                video.EncodingVersion = EncodedVideo.Version;
                video.OriginalBytes = original;
                // Published with the video, so that the folder never depends on the database.
                Describe(video, encoded.Folder);
                storage.Publish(encoded.Folder, lease.Video);
                video.StoredBytes = VaultStorage.SizeOf(storage.VideoFolder(lease.Video));
                // The damaged files were replaced.
                (video.Damage, video.CheckedAt) = (null, null);
                return Task.CompletedTask;
            },
            CancellationToken.None
        );

    private void Describe(Video video, string folder)
    {
        try
        {
            VideoSidecar.Of(video).Save(Path.Combine(folder, VaultStorage.SidecarName));
        }
        catch (IOException e) when (DiskFull.Caused(e))
        {
            // It is written once there is room, or at the next start.
            Log.SidecarDelayed(logger, video.Id);
        }
    }

    private async Task CleanUpAfterDeletionAsync(VideoId video)
    {
        // A missing row isn't enough: the database may have been replaced while the server runs.
        if (library.WasDeleted(video) && await library.FindAsync(video, CancellationToken.None) is null)
        {
            storage.Remove(video);
        }
    }

    private JobFailure WithoutPaths(JobFailure failure) =>
        failure with
        {
            Reason = failure.Reason.Replace(storage.Root, "data", StringComparison.Ordinal),
            Log = failure.Log?.Replace(storage.Root, "data", StringComparison.Ordinal),
        };

    private static JobFailure Unexpected(Exception e) =>
        new(
            FailureCause.Unexpected,
            $"Something unexpected went wrong: {e.Message} The server's log holds the details.",
            Log: $"{e.GetType().Name}: {e.Message}"
        );

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A worker could not take a job or tell how it ended; it goes on in a while")]
        public static partial void Failed(ILogger logger, Exception e);

        [LoggerMessage(
            LogLevel.Error,
            "The disk is full to the last byte: job {Job} for video {Video} waits, and not even that can be written down. Make room"
        )]
        public static partial void NoRoomToTell(ILogger logger, JobId job, VideoId video);

        [LoggerMessage(LogLevel.Warning, "The disk is full; the sidecar of video {Video} will be written later")]
        public static partial void SidecarDelayed(ILogger logger, VideoId video);

        [LoggerMessage(LogLevel.Information, "Job {Job} for video {Video} is no longer this worker's; it stopped")]
        public static partial void Lost(ILogger logger, Exception e, JobId job, VideoId video);

        [LoggerMessage(LogLevel.Error, "Job {Job} for video {Video} failed in an unexpected way")]
        public static partial void Crashed(ILogger logger, Exception e, JobId job, VideoId video);
    }
}
