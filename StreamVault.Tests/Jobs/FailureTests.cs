using StreamVault.Core.Jobs;
using StreamVault.Core.Library;

namespace StreamVault.Tests.Jobs;

public sealed class FailureTests : QueueFixture
{
    [Fact]
    public async Task A_failed_attempt_is_tried_again_after_2_4_and_then_no_more_minutes()
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
    public async Task What_cannot_be_helped_by_trying_again_fails_at_once()
    {
        var lease = await ClaimedAsync();

        await Queue.FailAsync(lease, Failure with { Permanent = true }, Ct);

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

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(10, 1024)]
    public void Backoff_doubles(int attempt, int minutes) =>
        Backoff.After(TimeSpan.FromMinutes(2), attempt).Should().Be(TimeSpan.FromMinutes(minutes));
}
