using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Tests.Jobs;

/// <summary>Pause, resume, cancel, priority and the schedule, in the database.</summary>
public sealed class ControlTests : QueueFixture
{
    [Fact]
    public async Task Pausing_a_running_job_takes_it_from_its_worker_and_costs_no_attempt()
    {
        var lease = await ClaimedAsync();
        JobId? told = null;
        Queue.LeaseRevoked += job => told = job;

        (await Queue.PauseAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.Done);

        told.Should().Be(lease.Job);
        var job = await Vault.JobAsync(lease.Video);
        (job.Status, job.Attempts, job.LeaseToken).Should().Be((JobStatus.Paused, 0, null));
        (await StatusOfAsync(lease.Video)).Should().Be(VideoStatus.Pending);
        (await Queue.HeartbeatAsync(lease, null, false, Ct)).Should().BeFalse("the lease was revoked");
        (await Queue.CompleteAsync(lease, (_, _) => throw new InvalidOperationException(), Ct)).Should().BeFalse();
        (await Queue.ClaimAsync(Ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_paused_job_stays_paused_through_a_restart_until_it_is_resumed()
    {
        var lease = await ClaimedAsync();
        await Queue.PauseAsync(lease.Job, Ct);

        await Queue.RecoverInterruptedAsync(Ct);
        (await Queue.ClaimAsync(Ct)).Should().BeNull();
        (await Queue.ResumeAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.Done);

        (await ClaimAsync()).Attempt.Should().Be(1);
    }

    [Fact]
    public async Task Pausing_and_resuming_twice_is_the_same_as_once()
    {
        var video = await QueuedAsync();
        var id = (await Vault.JobAsync(video)).Id;

        (await Queue.PauseAsync(id, Ct)).Should().Be(JobRequestOutcome.Done);
        (await Queue.PauseAsync(id, Ct)).Should().Be(JobRequestOutcome.Done);
        (await Queue.ResumeAsync(id, Ct)).Should().Be(JobRequestOutcome.Done);
        (await Queue.ResumeAsync(id, Ct)).Should().Be(JobRequestOutcome.Done);

        (await ClaimAsync()).Attempt.Should().Be(1);
        (await Queue.ResumeAsync(id, Ct)).Should().Be(JobRequestOutcome.Done, "running jobs are not paused");
        (await Vault.JobAsync(video)).Status.Should().Be(JobStatus.Processing);
    }

    [Fact]
    public async Task A_cancelled_job_fails_its_video_and_a_retry_continues_it()
    {
        var lease = await ClaimedAsync();
        await Queue.HeartbeatAsync(
            lease,
            new JobProgress(lease.Job, lease.Video, 0.4, "Encoding 480p", null, null, 2, 5),
            true,
            Ct
        );

        (await Queue.CancelAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.Done);

        var job = await Vault.JobAsync(lease.Video);
        (job.Status, job.ErrorCause).Should().Be((JobStatus.Failed, FailureCause.Cancelled));
        job.ErrorMessage.Should().StartWith("You cancelled it.");
        (await StatusOfAsync(lease.Video)).Should().Be(VideoStatus.Failed);
        (await Queue.HeartbeatAsync(lease, null, false, Ct)).Should().BeFalse();

        await Queue.RetryAsync(lease.Job, Ct);
        job = await Vault.JobAsync(lease.Video);
        (job.Status, job.ErrorCause, job.Progress, job.ChunksDone).Should().Be((JobStatus.Queued, null, 0.4, 2));
        (await ClaimAsync()).Attempt.Should().Be(1);
    }

    [Fact]
    public async Task A_finished_job_cannot_be_paused_resumed_cancelled_or_prioritized()
    {
        var lease = await ClaimedAsync();
        await Queue.CompleteAsync(lease, (_, _) => Task.CompletedTask, Ct);

        (await Queue.PauseAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.WrongState);
        (await Queue.ResumeAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.WrongState);
        (await Queue.CancelAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.WrongState);
        (await Queue.PrioritizeAsync(lease.Job, JobPriority.Now, null, Ct)).Should().Be(JobRequestOutcome.WrongState);
        (await Queue.PauseAsync(new JobId(Guid.NewGuid()), Ct)).Should().Be(JobRequestOutcome.NotFound);
    }

    [Fact]
    public async Task Pausing_all_jobs_stops_running_ones_until_they_are_resumed()
    {
        var lease = await ClaimedAsync();
        await QueuedAsync();

        await Queue.ChangeScheduleAsync(schedule => schedule.IsPaused = true, Ct);

        (await Queue.HeartbeatAsync(lease, null, false, Ct)).Should().BeFalse();
        (await Vault.JobAsync(lease.Video))
            .Should()
            .Match<EncodingJob>(j => j.Status == JobStatus.Queued && j.Attempts == 0);
        await Queue.RecoverInterruptedAsync(Ct);
        (await Queue.ClaimAsync(Ct)).Should().BeNull("a restart changes nothing about it");
        (await Queue.WaitingAsync(10, false, Ct))
            .Jobs.Should()
            .OnlyContain(job => job.Wait.Reason == WaitReason.AllPaused);

        await Queue.ChangeScheduleAsync(schedule => schedule.IsPaused = false, Ct);
        (await Queue.ClaimAsync(Ct)).Should().NotBeNull();
    }

    [Fact]
    public async Task The_next_job_has_the_highest_priority_and_least_work()
    {
        var film = await QueuedAsync();
        var clip = await QueuedAsync();
        await SetLengthAsync(film, 3 * 3600);
        await SetLengthAsync(clip, 30);
        var last = await QueuedAsync();
        await SetLengthAsync(last, 60);
        await Queue.PrioritizeAsync((await Vault.JobAsync(last)).Id, JobPriority.Now, null, Ct);

        (await ClaimAsync()).Video.Should().Be(last);
        (await ClaimAsync()).Video.Should().Be(clip);
        (await ClaimAsync()).Video.Should().Be(film);
    }

    [Fact]
    public async Task A_long_job_is_preempted_by_a_short_one_unless_little_work_is_left()
    {
        var film = await QueuedAsync();
        await SetLengthAsync(film, 3600);
        var lease = await ClaimAsync();
        (await Queue.ShouldContinueAsync(lease, Ct)).Should().BeTrue("it is alone");
        await SetLengthAsync(await QueuedAsync(), 600);

        (await Queue.ShouldContinueAsync(lease, Ct)).Should().BeFalse();

        await Queue.HeartbeatAsync(lease, new JobProgress(lease.Job, film, 0.9, "Video", null, null, 9, 10), true, Ct);
        (await Queue.ShouldContinueAsync(lease, Ct)).Should().BeTrue("six minutes are left of it");
    }

    [Fact]
    public async Task Idle_jobs_wait_until_nobody_has_watched_for_a_while()
    {
        var video = await QueuedAsync();
        await Queue.PrioritizeAsync((await Vault.JobAsync(video)).Id, JobPriority.Idle, null, Ct);
        Vault.Get<PlaybackActivity>().RecordPlayback();
        Clock.Advance(TimeSpan.FromMinutes(4));
        (await Queue.ClaimAsync(Ct)).Should().BeNull();

        Clock.Advance(TimeSpan.FromMinutes(1));

        (await Queue.ClaimAsync(Ct)).Should().NotBeNull();
    }

    private async Task SetLengthAsync(VideoId video, double seconds)
    {
        await using var database = await Vault.DatabaseAsync();
        await database
            .Videos.Where(v => v.Id == video)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.DurationSeconds, seconds));
    }
}
