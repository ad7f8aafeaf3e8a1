using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Similarity;

/// <summary>A video whose fingerprint matches.</summary>
/// <param name="Video">The video.</param>
/// <param name="Alignment">Where its hashes match.</param>
/// <param name="Hashes">The number of its hashes.</param>
internal sealed record Candidate(VideoId Video, Alignment Alignment, int Hashes)
{
    /// <summary>The overlap with the video that was searched for.</summary>
    /// <param name="hashes">The number of hashes of that video.</param>
    public Overlap Overlap(int hashes) => Alignment.Overlap(hashes, Hashes);
}

/// <summary>Stores fingerprints and searches them. Thread-safe.</summary>
internal sealed class FingerprintStore(IDbContextFactory<StreamVaultDbContext> contextFactory)
{
    /// <summary>Gets the hashes of a video; null if it has no fingerprint of the current version.</summary>
    public async Task<ulong[]?> FindAsync(VideoId video, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var bytes = await Current(database)
            .Where(fingerprint => fingerprint.VideoId == video)
            .Select(fingerprint => fingerprint.Hashes)
            .SingleOrDefaultAsync(cancellationToken);
        return bytes is null ? null : Fingerprint.FromBytes(bytes);
    }

    /// <summary>Saves a fingerprint. Does nothing if the video was deleted.</summary>
    public async Task SaveAsync(VideoId video, IReadOnlyList<ulong> hashes, CancellationToken cancellationToken)
    {
        var (id, bytes, version) = (video.ToString(), Fingerprint.ToBytes(hashes), Fingerprint.Version);
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO video_fingerprints (video_id, version, hashes)
            SELECT id, {version}, {bytes} FROM videos WHERE id = {id}
            ON CONFLICT (video_id) DO UPDATE SET version = excluded.version, hashes = excluded.hashes
            """,
            cancellationToken
        );
    }

    /// <summary>Compares a fingerprint with all others, reading one at a time.</summary>
    public async Task<IReadOnlyList<Candidate>> SearchAsync(
        VideoId video,
        ulong[] hashes,
        CancellationToken cancellationToken
    )
    {
        var (search, found) = (new FingerprintSearch(hashes), new List<Candidate>());
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var others = Current(database)
            .Where(other => other.VideoId != video)
            .Select(other => new { other.VideoId, other.Hashes })
            .AsAsyncEnumerable();
        await foreach (var other in others.WithCancellation(cancellationToken))
        {
            var theirs = Fingerprint.FromBytes(other.Hashes);
            if (search.Compare(theirs) is { } alignment)
            {
                found.Add(new Candidate(other.VideoId, alignment, theirs.Length));
            }
        }

        return found;
    }

    /// <summary>Lists ready videos without a fingerprint whose task didn't fail.</summary>
    public async Task<IReadOnlyList<VideoId>> MissingAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.Where(video => video.Status == VideoStatus.Ready)
            .Where(video => !Current(database).Any(fingerprint => fingerprint.VideoId == video.Id))
            .Where(video =>
                !database.BackgroundTasks.Any(task =>
                    task.Kind == SimilarVideosHandler.KindName && task.VideoId == video.Id
                )
            )
            .Select(video => video.Id)
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<VideoFingerprint> Current(StreamVaultDbContext database) =>
        database.VideoFingerprints.Where(fingerprint => fingerprint.Version == Fingerprint.Version);
}
