using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;

namespace StreamVault.Tests.Jobs;

/// <summary>What the holder of a lease may write. A worker that lost its lease may write nothing.</summary>
public sealed class LeaseTests : QueueFixture
{
    [Fact]
    public async Task A_heartbeat_saves_the_progress()
    {
        var lease = await ClaimedAsync();
        Clock.Advance(TimeSpan.FromSeconds(30));

        (await Queue.HeartbeatAsync(lease, Progress(lease, 0.4), false, Ct)).Should().BeTrue();

        var job = await Vault.JobAsync(lease.Video);
        (job.Progress, job.Stage, job.HeartbeatAt).Should().Be((0.4, "Encoding 480p", Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Completing_a_job_makes_the_video_ready_and_saves_the_changes_of_the_callback()
    {
        var lease = await ClaimedAsync();
        await Queue.HeartbeatAsync(lease, Progress(lease, 0.9), false, Ct);

        var done = await Queue.CompleteAsync(
            lease,
            (video, _) =>
            {
                video.Qualities = ["720p", "480p"];
                return Task.CompletedTask;
            },
            Ct
        );

        done.Should().BeTrue();
        var job = await Vault.JobAsync(lease.Video);
        (job.Status, job.Progress, job.Stage, job.LeaseToken).Should().Be((JobStatus.Completed, 1, null, null));
        job.CompletedAt.Should().Be(Clock.GetUtcNow());
        var ready = await Vault.VideoAsync(lease.Video);
        ready.Status.Should().Be(VideoStatus.Ready);
        ready.Qualities.Should().Equal("720p", "480p");
    }

    [Fact]
    public async Task A_callback_that_throws_changes_nothing()
    {
        var lease = await ClaimedAsync();

        await Queue
            .Invoking(queue => queue.CompleteAsync(lease, (_, _) => throw new IOException("no room"), Ct))
            .Should()
            .ThrowAsync<IOException>();

        (await Vault.JobAsync(lease.Video)).Status.Should().Be(JobStatus.Processing);
        (await StatusOfAsync(lease.Video)).Should().Be(VideoStatus.Encoding);
        (await Queue.HeartbeatAsync(lease, null, false, Ct)).Should().BeTrue("the lease is still valid");
    }

    [Fact]
    public async Task A_lost_lease_can_write_nothing()
    {
        var lost = await ClaimedAsync();
        Clock.Advance(TimeSpan.FromMinutes(6));
        await Queue.RecoverStaleAsync(Ct);
        var held = await ClaimAsync();
        var published = false;

        (await Queue.HeartbeatAsync(lost, Progress(lost, 0.9), true, Ct)).Should().BeFalse();
        (await Queue.FailAsync(lost, Failure, Ct)).Should().BeFalse();
        (await Queue.ReleaseAsync(lost, Ct)).Should().BeFalse();
        (
            await Queue.CompleteAsync(
                lost,
                (_, _) =>
                {
                    published = true;
                    return Task.CompletedTask;
                },
                Ct
            )
        ).Should().BeFalse();

        published.Should().BeFalse();
        var job = await Vault.JobAsync(held.Video);
        (job.Status, job.LeaseToken, job.Attempts, job.Progress).Should().Be((JobStatus.Processing, held.Token, 1, 0));
        (await StatusOfAsync(held.Video)).Should().Be(VideoStatus.Encoding);
    }

    [Fact]
    public async Task A_released_job_keeps_its_attempts_and_is_due_immediately()
    {
        var lease = await ClaimedAsync();

        (await Queue.ReleaseAsync(lease, Ct)).Should().BeTrue();

        (await StatusOfAsync(lease.Video)).Should().Be(VideoStatus.Pending);
        (await ClaimAsync()).Attempt.Should().Be(1);
    }

    [Fact]
    public async Task Deleting_the_video_ends_the_lease()
    {
        var lease = await ClaimedAsync();

        await Vault.Get<VideoLibrary>().DeleteAsync(lease.Video, Ct);

        (await Queue.HeartbeatAsync(lease, null, false, Ct)).Should().BeFalse();
    }

    private static JobProgress Progress(JobLease lease, double fraction) =>
        new(lease.Job, lease.Video, fraction, "Encoding 480p", null, null, 0, 1);
}
