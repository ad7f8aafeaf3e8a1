using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Media;
using StreamVault.Core.Originals;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.DiskSpace;

/// <summary>
/// Knows how much room the videos that wait to be prepared will take, so that nothing new is taken in that would leave them
/// waiting for ever. What is being prepared has its room promised (<see cref="EncodingSpace"/>) and does not count here.
/// Thread-safe.
/// </summary>
public sealed class PendingEncodes(
    IDbContextFactory<StreamVaultDbContext> databases,
    OriginalFiles originals,
    IOptions<EncodingOptions> encoding,
    IOptions<JobOptions> jobs
)
{
    private long _bytes;

    /// <summary>Bytes, as of the last look; 0 where nobody looks, as in a command beside the server.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What the result of a source comes to at most, in bytes; null if nobody knows how long it plays.</summary>
    public long? ExpectedBytes(SourceMedia? source) =>
        source?.Duration is { } duration
            ? ResultSize.AtMost(
                Ladder.For(source.Video, encoding.Value.Profile, encoding.Value.UltraHd),
                Math.Max(0, source.AudioTracks.Count - 1),
                source.Subtitles.Count,
                duration
            )
            : null;

    /// <summary>Looks now.</summary>
    /// <returns><see cref="Bytes"/>.</returns>
    public async Task<long> RefreshAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var waiting = await database
            .EncodingJobs.Where(job => job.Status == JobStatus.Queued || job.Status == JobStatus.Paused)
            .Join(
                database.Videos,
                job => job.VideoId,
                video => video.Id,
                (job, video) => new PendingEncode(job.ExpectedBytes ?? 0, video.FileSizeBytes ?? 0)
            )
            .ToListAsync(cancellationToken);
        var originalsStay = await originals.PolicyAsync(cancellationToken) == OriginalsPolicy.Keep;
        var bytes = PendingEncode.RequiredBytes(waiting, originalsStay, jobs.Value.WorkerCount);
        Interlocked.Exchange(ref _bytes, bytes);
        return bytes;
    }
}
