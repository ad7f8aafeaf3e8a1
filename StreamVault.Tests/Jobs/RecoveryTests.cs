using StreamVault.Core.Entities;

namespace StreamVault.Tests.Jobs;

public sealed class RecoveryTests : QueueFixture
{
    [Fact]
    public async Task A_job_without_a_worker_is_requeued_without_counting_the_attempt()
    {
        var lost = await ClaimedAsync(attempts: 1);
        for (var time = 0; time < 5; time++)
        {
            Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

            (await Queue.RecoverStaleAsync(Ct)).Should().Be(1);

            (await StatusOfAsync(lost.Video)).Should().Be(VideoStatus.Pending);
            var next = await ClaimAsync();
            (next.Job, next.Attempt).Should().Be((lost.Job, 1), "the interruption was not a failed attempt");
            next.Token.Should().NotBe(lost.Token);
        }
    }

    [Fact]
    public async Task A_worker_that_sends_heartbeats_keeps_its_job()
    {
        var lease = await ClaimedAsync();
        for (var i = 0; i < 20; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(30));
            await Queue.HeartbeatAsync(lease, null, false, Ct);
            (await Queue.RecoverStaleAsync(Ct)).Should().Be(0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_change_does_not_make_a_job_stale(int days)
    {
        var lease = await ClaimedAsync();
        await Queue.HeartbeatAsync(lease, null, false, Ct);

        Clock.Step(TimeSpan.FromDays(days));

        (await Queue.RecoverStaleAsync(Ct)).Should().Be(0);
        (await Queue.HeartbeatAsync(lease, null, false, Ct)).Should().BeTrue();
    }

    [Fact]
    public async Task A_held_job_is_never_stale_even_without_heartbeats()
    {
        var lease = await ClaimedAsync();
        using (Queue.Hold(lease))
        {
            Clock.Advance(TimeSpan.FromDays(1));
            (await Queue.RecoverStaleAsync(Ct)).Should().Be(0);
        }

        (await Queue.RecoverStaleAsync(Ct)).Should().Be(0, "its lease was valid until now");
        Clock.Advance(TimeSpan.FromMinutes(5));
        (await Queue.RecoverStaleAsync(Ct)).Should().Be(1);
    }

    [Fact]
    public async Task A_restarted_server_continues_immediately_without_counting_an_attempt()
    {
        var lost = await ClaimedAsync();

        (await Queue.RecoverInterruptedAsync(Ct)).Should().Be(1);

        var next = await ClaimAsync();
        (next.Job, next.Attempt).Should().Be((lost.Job, 1));
        (await Queue.HeartbeatAsync(lost, null, false, Ct)).Should().BeFalse();
    }

    [Fact]
    public async Task A_video_that_stops_the_server_five_times_in_a_row_fails()
    {
        var video = await QueuedAsync();
        for (var i = 0; i < 5; i++)
        {
            await ClaimAsync();
            await Queue.RecoverInterruptedAsync(Ct);
        }

        var job = await Vault.JobAsync(video);
        job.Status.Should().Be(JobStatus.Failed);
        job.ErrorMessage.Should().StartWith("The server stopped 5 times while it was preparing this video.");
        (await StatusOfAsync(video)).Should().Be(VideoStatus.Failed);
    }

    [Fact]
    public async Task A_finished_chunk_resets_the_interruptions()
    {
        var video = await QueuedAsync();
        for (var i = 0; i < 12; i++)
        {
            var lease = await ClaimAsync();
            await Queue.HeartbeatAsync(lease, null, chunkFinished: true, Ct);
            await Queue.RecoverInterruptedAsync(Ct);
        }

        (await Vault.JobAsync(video)).Status.Should().Be(JobStatus.Queued);
    }
}
