using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Tests.Jobs;

public sealed class FailureTests : QueueFixture
{
    [Fact]
    public async Task A_failed_attempt_is_retried_after_2_and_4_minutes_then_the_job_fails()
    {
        var video = await QueuedAsync();
        foreach (var minutes in (int[])[2, 4])
        {
            await Queue.FailAsync(await ClaimAsync(), Failure, Ct);

            var waiting = await Vault.JobAsync(video);
            waiting.Status.Should().Be(JobStatus.Queued);
            waiting.NextAttemptAt.Should().Be(Clock.GetUtcNow() + TimeSpan.FromMinutes(minutes));
            waiting.ErrorMessage.Should().Be("FFmpeg failed.", "a page shows why it waits");
            (await StatusOfAsync(video)).Should().Be(VideoStatus.Pending);
            Clock.Advance(TimeSpan.FromMinutes(minutes));
        }

        await Queue.FailAsync(await ClaimAsync(), Failure, Ct);

        var failed = await Vault.JobAsync(video);
        (failed.Status, failed.Attempts, failed.ErrorExitCode, failed.ErrorLog)
            .Should()
            .Be((JobStatus.Failed, 3, 1, "ffmpeg …"));
        (failed.CompletedAt, failed.LeaseToken).Should().Be((Clock.GetUtcNow(), null));
        (await StatusOfAsync(video)).Should().Be(VideoStatus.Failed);
        Clock.Advance(TimeSpan.FromDays(1));
        (await Queue.ClaimAsync(Ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_permanent_failure_is_not_retried()
    {
        var lease = await ClaimedAsync();

        await Queue.FailAsync(lease, Failure with { Cause = FailureCause.NotVideo }, Ct);

        (await Vault.JobAsync(lease.Video)).Status.Should().Be(JobStatus.Failed);
        (await StatusOfAsync(lease.Video)).Should().Be(VideoStatus.Failed);
    }

    [Fact]
    public async Task A_later_success_clears_the_error()
    {
        await Queue.FailAsync(await ClaimedAsync(), Failure, Ct);
        Clock.Advance(TimeSpan.FromMinutes(2));
        var lease = await ClaimAsync();

        await Queue.CompleteAsync(lease, (_, _) => Task.CompletedTask, Ct);

        var job = await Vault.JobAsync(lease.Video);
        (job.ErrorMessage, job.ErrorExitCode, job.ErrorLog).Should().Be((null, null, null));
    }

    [Fact]
    public async Task A_full_disk_counts_no_attempt_and_the_job_continues_once_there_is_space()
    {
        var free = 300_000_000L;
        Vault.Storage.MeasureFree = () => free;
        var lease = await ClaimedAsync(attempts: 1);

        await Queue.FailAsync(lease, FailureReasons.DiskLow(2_100_000_000, free), Ct);

        var waiting = (await Queue.WaitingAsync(1, false, Ct)).Jobs.Should().ContainSingle().Which;
        waiting.Wait.Should().Be(new JobWait(WaitReason.DiskSpace, NeededBytes: 2_100_000_000, FreeBytes: free));
        (waiting.Job.Attempts, waiting.Job.ErrorCause).Should().Be((0, FailureCause.DiskFull));
        Clock.Advance(TimeSpan.FromDays(1));
        (await Queue.ClaimAsync(Ct)).Should().BeNull("the disk is still full a day later");

        free = 2_100_000_000;

        (await ClaimAsync()).Attempt.Should().Be(1);
    }

    [Fact]
    public async Task A_disk_that_is_full_although_it_reports_free_space_is_retried_after_a_pause()
    {
        Vault.Storage.MeasureFree = () => 9_000_000_000;
        var lease = await ClaimedAsync(attempts: 1);

        await Queue.FailAsync(lease, FailureReasons.DiskFull(9_000_000_000), Ct);

        (await Queue.ClaimAsync(Ct)).Should().BeNull();
        Clock.Advance(TimeSpan.FromMinutes(2));
        (await ClaimAsync()).Attempt.Should().Be(1);
    }

    [Theory]
    [InlineData(FailureCause.SourceGone, FailurePolicy.FailPermanently)]
    [InlineData(FailureCause.NotVideo, FailurePolicy.FailPermanently)]
    [InlineData(FailureCause.NothingDecodable, FailurePolicy.FailPermanently)]
    [InlineData(FailureCause.Cancelled, FailurePolicy.FailPermanently)]
    [InlineData(FailureCause.ServerStopped, FailurePolicy.FailPermanently)]
    [InlineData(FailureCause.DiskFull, FailurePolicy.WaitForSpace)]
    [InlineData(FailureCause.ProbeFailed, FailurePolicy.Retry)]
    [InlineData(FailureCause.Stalled, FailurePolicy.Retry)]
    [InlineData(FailureCause.Killed, FailurePolicy.Retry)]
    [InlineData(FailureCause.FfmpegFailed, FailurePolicy.Retry)]
    [InlineData(FailureCause.PackagingFailed, FailurePolicy.Retry)]
    [InlineData(FailureCause.DiskUnreadable, FailurePolicy.Retry)]
    [InlineData(FailureCause.WorkerLost, FailurePolicy.Retry)]
    [InlineData(FailureCause.Unexpected, FailurePolicy.Retry)]
    public async Task Each_cause_has_its_policy(FailureCause cause, FailurePolicy policy)
    {
        var lease = await ClaimedAsync();

        await Queue.FailAsync(lease, Failure with { Cause = cause, NeededBytes = long.MaxValue }, Ct);

        var job = await Vault.JobAsync(lease.Video);
        job.ErrorCause.Should().Be(cause);
        (job.Status, job.Attempts, job.NeededBytes)
            .Should()
            .Be(
                policy switch
                {
                    FailurePolicy.FailPermanently => (JobStatus.Failed, 1, null),
                    FailurePolicy.Retry => (JobStatus.Queued, 1, null),
                    _ => (JobStatus.Queued, 0, (long?)long.MaxValue),
                }
            );
    }

    [Theory]
    [InlineData(FailureCause.PackagingFailed, false)]
    [InlineData(FailureCause.Unexpected, false)]
    [InlineData(FailureCause.Killed, true)]
    [InlineData(FailureCause.Cancelled, true)]
    public async Task A_manual_retry_keeps_finished_work_unless_the_failure_may_have_damaged_it(
        FailureCause cause,
        bool keeps
    )
    {
        var lease = await ClaimedAsync(attempts: 1);
        Directory.CreateDirectory(Vault.Storage.AttemptFolder(lease.Video, lease.Token));
        await Queue.FailAsync(lease, Failure with { Cause = cause }, Ct);

        await Queue.RetryAsync(lease.Job, Ct);

        Directory.Exists(Vault.Storage.WorkFolder(lease.Video)).Should().Be(keeps);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(10, 1024)]
    public void Backoff_doubles(int attempt, int minutes) =>
        Backoff.After(TimeSpan.FromMinutes(2), attempt).Should().Be(TimeSpan.FromMinutes(minutes));
}
