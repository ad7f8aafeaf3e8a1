using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Tests.Jobs;

public sealed class ClaimTests : QueueFixture
{
    [Fact]
    public async Task An_empty_queue_gives_nothing() => (await Queue.ClaimAsync(Ct)).Should().BeNull();

    [Fact]
    public async Task A_claim_raises_the_attempt_and_moves_job_and_video()
    {
        var video = await QueuedAsync();

        var lease = await ClaimAsync();

        (lease.Video, lease.Attempt).Should().Be((video, 1));
        var job = await Vault.JobAsync(video);
        (job.Status, job.Attempts, job.LeaseToken).Should().Be((JobStatus.Processing, 1, lease.Token));
        (job.StartedAt, job.HeartbeatAt).Should().Be((Clock.GetUtcNow(), Clock.GetUtcNow()));
        (await StatusOfAsync(video)).Should().Be(VideoStatus.Encoding);
    }

    [Fact]
    public async Task The_job_that_waited_longest_comes_first()
    {
        var first = await QueuedAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await QueuedAsync();

        (await ClaimAsync()).Video.Should().Be(first);
        (await ClaimAsync()).Video.Should().Be(second);
        (await Queue.ClaimAsync(Ct)).Should().BeNull();
    }

    [Fact]
    public async Task Many_workers_never_get_the_same_job()
    {
        for (var i = 0; i < 20; i++)
        {
            await QueuedAsync();
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => Queue.ClaimAsync(Ct))));

        var leases = claims.OfType<JobLease>().ToList();
        leases.Should().HaveCount(20);
        leases.Select(lease => lease.Job).Should().OnlyHaveUniqueItems();
        leases.Select(lease => lease.Token).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_job_that_waits_for_its_next_attempt_is_not_offered_before_its_time()
    {
        var lease = await ClaimedAsync();
        await Queue.FailAsync(lease, Failure, Ct);

        Clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromMilliseconds(1));
        (await Queue.ClaimAsync(Ct)).Should().BeNull();

        Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await ClaimAsync()).Attempt.Should().Be(2);
    }
}
