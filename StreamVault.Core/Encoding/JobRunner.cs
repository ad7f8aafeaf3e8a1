using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Packaging;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Runs one leased job: encodes its video, publishes the result and records the outcome. Thread-safe.</summary>
internal sealed partial class JobRunner(
    Encoder encoder,
    PublishStage publish,
    JobQueue queue,
    VideoLibrary library,
    VaultStorage storage,
    TimeProvider clock,
    IOptions<JobOptions> options,
    ILogger<JobRunner> logger
)
{
    /// <summary>Runs the job to its outcome. During shutdown, the job goes back to the queue.</summary>
    public async Task RunAsync(LeasedJob job, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, job.Lost);
        try
        {
            await RecordAsync(job, await encoder.EncodeAsync(job, either.Token), either.Token);
        }
        catch (Exception e) when (job.Lost.IsCancellationRequested)
        {
            // The cause doesn't matter: the folder belongs to another worker now, or is gone.
            Log.Lost(logger, e, job.Lease.Job, job.Lease.Video);
            await RemoveIfDeletedAsync(job.Lease.Video);
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

    private async Task RecordAsync(LeasedJob job, EncodeOutcome outcome, CancellationToken cancellationToken)
    {
        var hasLease = outcome switch
        {
            EncodeOutcome.Encoded encoded => await publish.RunAsync(job.Lease, encoded.Video),
            EncodeOutcome.Failed failed => await FailAsync(job, WithoutPaths(failed.Failure), cancellationToken),
            EncodeOutcome.Held => await queue.ReleaseAsync(job.Lease, CancellationToken.None),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
        if (!hasLease)
        {
            await RemoveIfDeletedAsync(job.Lease.Video);
        }
    }

    // A completely full disk can't record the failure either, so it is recorded when there is space again.
    private async Task<bool> FailAsync(LeasedJob job, JobFailure failure, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await queue.FailAsync(job.Lease, failure, CancellationToken.None);
            }
            catch (Exception e) when (DiskFull.Caused(e))
            {
                job.Wait("Waiting: the disk is completely full. Free up space");
                Log.DiskCompletelyFull(logger, job.Lease.Job, job.Lease.Video);
                await Task.Delay(options.Value.PollingInterval, clock, cancellationToken);
            }
        }
    }

    private async Task RemoveIfDeletedAsync(VideoId video)
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
            $"Something unexpected went wrong: {e.Message} Details are in the server's log.",
            Log: $"{e.GetType().Name}: {e.Message}"
        );

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error,
            "The disk is completely full: the outcome of job {Job} for video {Video} can't be saved. Free up space"
        )]
        public static partial void DiskCompletelyFull(ILogger logger, JobId job, VideoId video);

        [LoggerMessage(LogLevel.Information, "Stopped job {Job} for video {Video}: this worker lost its lease")]
        public static partial void Lost(ILogger logger, Exception e, JobId job, VideoId video);

        [LoggerMessage(LogLevel.Error, "Job {Job} for video {Video} failed unexpectedly")]
        public static partial void Crashed(ILogger logger, Exception e, JobId job, VideoId video);
    }
}
