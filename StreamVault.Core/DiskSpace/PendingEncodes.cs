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
/// Tracks how much disk space waiting encodes will need, so that no upload is accepted that would make them wait forever.
/// Running encodes have reserved their space (<see cref="EncodingSpace"/>) and are not included. Thread-safe.
/// </summary>
public sealed class PendingEncodes(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    OriginalFiles originals,
    IOptions<EncodingOptions> encoding,
    IOptions<JobOptions> jobs
)
{
    private long _bytes;

    /// <summary>The bytes as of the last refresh; 0 if never refreshed, as in commands.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>The maximum size of a source's result in bytes; null if its length is unknown.</summary>
    public long? ExpectedBytes(SourceMedia? source) =>
        source?.Duration is { } duration
            ? ResultSize.AtMost(
                Ladder.For(source.Video, encoding.Value.Profile, encoding.Value.UltraHd),
                Math.Max(0, source.AudioTracks.Count - 1),
                source.Subtitles.Count,
                duration
            )
            : null;

    /// <summary>Refreshes <see cref="Bytes"/> from the database.</summary>
    /// <returns><see cref="Bytes"/>.</returns>
    public async Task<long> RefreshAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var waiting = await database
            .EncodingJobs.Where(job => job.Status == JobStatus.Queued || job.Status == JobStatus.Paused)
            .Join(
                // Jobs of trashed videos don't run, so they reserve nothing.
                database.Videos.Where(video => video.TrashedAt == null),
                job => job.VideoId,
                video => video.Id,
                (job, video) => new PendingEncode(job.ExpectedBytes ?? 0, video.FileSizeBytes ?? 0)
            )
            .ToListAsync(cancellationToken);
        var keepOriginals = await originals.PolicyAsync(cancellationToken) == OriginalsPolicy.Keep;
        var bytes = PendingEncode.RequiredBytes(waiting, keepOriginals, jobs.Value.WorkerCount);
        Interlocked.Exchange(ref _bytes, bytes);
        return bytes;
    }
}
