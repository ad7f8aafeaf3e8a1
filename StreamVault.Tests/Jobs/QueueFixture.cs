using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Encoding;

namespace StreamVault.Tests.Jobs;

/// <summary>A queue over a real database file, with a fake clock that doesn't advance by itself.</summary>
public abstract class QueueFixture : IAsyncLifetime
{
    protected static readonly CancellationToken Ct = CancellationToken.None;

    internal SteppingClock Clock { get; } = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    protected EncodingVault Vault { get; private set; } = null!;

    protected JobQueue Queue => Vault.Queue;

    public async Task InitializeAsync() => Vault = await EncodingVault.OpenAsync(Clock, null);

    public async Task DisposeAsync() => await Vault.DisposeAsync();

    protected async Task<VideoId> QueuedAsync(int attempts = 3)
    {
        var now = Clock.GetUtcNow();
        var video = new Video
        {
            Id = VideoId.New(now),
            Title = "Beach",
            OriginalFilename = "beach.mp4",
            CreatedAt = now,
        };
        await using var database = await Vault.DatabaseAsync();
        database.Videos.Add(video);
        database.EncodingJobs.Add(EncodingJob.Queue(video.Id, attempts, now));
        await database.SaveChangesAsync();
        return video.Id;
    }

    protected async Task<JobLease> ClaimedAsync(int attempts = 3)
    {
        await QueuedAsync(attempts);
        return await ClaimAsync();
    }

    protected async Task<JobLease> ClaimAsync() =>
        await Queue.ClaimAsync(Ct) ?? throw new InvalidOperationException("There is nothing to claim.");

    protected async Task<VideoStatus> StatusOfAsync(VideoId video) => (await Vault.VideoAsync(video)).Status;

    protected static JobFailure Failure { get; } = new(FailureCause.FfmpegFailed, "FFmpeg failed.", 1, "ffmpeg …");
}
