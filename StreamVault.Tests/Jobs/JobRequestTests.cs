using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Tests.Jobs;

/// <summary>Actions on jobs at the user's request.</summary>
public sealed class JobRequestTests : QueueFixture
{
    [Fact]
    public async Task Retrying_a_failed_job_gives_it_all_its_attempts_at_once()
    {
        var lease = await ClaimedAsync();
        await Queue.FailAsync(lease, Failure with { Cause = FailureCause.NotVideo }, Ct);

        (await Queue.RetryAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.Done);

        (await StatusOfAsync(lease.Video)).Should().Be(VideoStatus.Pending);
        (await ClaimAsync()).Attempt.Should().Be(1);
    }

    [Fact]
    public async Task Retrying_a_job_that_waits_skips_the_wait()
    {
        var lease = await ClaimedAsync();
        await Queue.FailAsync(lease, Failure, Ct);

        (await Queue.RetryAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.Done);

        (await Queue.ClaimAsync(Ct)).Should().NotBeNull();
    }

    [Fact]
    public async Task Rejects_retrying_a_running_or_finished_job_and_deleting_a_running_one()
    {
        var lease = await ClaimedAsync();
        (await Queue.RetryAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.WrongState);
        (await Queue.DeleteAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.WrongState);

        await Queue.CompleteAsync(lease, (_, _) => Task.CompletedTask, Ct);

        (await Queue.RetryAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.WrongState);
    }

    [Fact]
    public async Task Rejects_deleting_a_queued_job()
    {
        var video = await QueuedAsync();

        (await Queue.DeleteAsync((await Vault.JobAsync(video)).Id, Ct)).Should().Be(JobRequestOutcome.WrongState);
    }

    [Fact]
    public async Task Deleting_a_finished_job_keeps_its_video()
    {
        var lease = await ClaimedAsync();
        await Queue.CompleteAsync(lease, (_, _) => Task.CompletedTask, Ct);

        (await Queue.DeleteAsync(lease.Job, Ct)).Should().Be(JobRequestOutcome.Done);

        (await Queue.ListAsync(null, Ct)).Should().BeEmpty();
        (await StatusOfAsync(lease.Video)).Should().Be(VideoStatus.Ready);
    }

    [Fact]
    public async Task A_failed_video_whose_job_was_deleted_can_be_queued_again()
    {
        var lease = await ClaimedAsync();
        await Queue.FailAsync(lease, Failure with { Cause = FailureCause.NotVideo }, Ct);
        (await Queue.QueueAgainAsync(lease.Video, Ct)).Should().Be(JobRequestOutcome.WrongState, "it has a job");
        await Queue.DeleteAsync(lease.Job, Ct);

        (await Queue.QueueAgainAsync(lease.Video, Ct)).Should().Be(JobRequestOutcome.Done);

        (await ClaimAsync()).Video.Should().Be(lease.Video);
        (await StatusOfAsync(lease.Video)).Should().Be(VideoStatus.Encoding);
    }

    [Fact]
    public async Task Unknown_jobs_and_videos_are_not_found()
    {
        var nobody = new JobId(Guid.NewGuid());

        (await Queue.RetryAsync(nobody, Ct)).Should().Be(JobRequestOutcome.NotFound);
        (await Queue.DeleteAsync(nobody, Ct)).Should().Be(JobRequestOutcome.NotFound);
        (await Queue.QueueAgainAsync(new VideoId(Guid.NewGuid()), Ct)).Should().Be(JobRequestOutcome.NotFound);
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_with_the_titles_of_their_videos()
    {
        var first = await QueuedAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await QueuedAsync();

        var listed = await Queue.ListAsync(null, Ct);

        listed
            .Select(listing => (listing.Job.VideoId, listing.VideoTitle))
            .Should()
            .Equal((second, "Beach"), (first, "Beach"));
        (await Queue.ListAsync(first, Ct)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_wake_between_reading_and_waiting_is_not_missed()
    {
        var signal = Vault.Get<JobSignal>();
        var next = signal.Next;

        await QueuedAsync();
        Queue.Announce((await Queue.ListAsync(null, Ct))[0].Job.VideoId);

        next.IsCompletedSuccessfully.Should().BeTrue();
        signal.Next.IsCompleted.Should().BeFalse("the request is for the next job");
    }
}
