using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Similarity;

/// <summary>Makes the fingerprint of a video and suggests videos that show the same moment.</summary>
internal sealed class SimilarVideosHandler(
    FingerprintMaker maker,
    FingerprintStore fingerprints,
    SameMomentCheck check,
    SimilarPairs pairs,
    VaultStorage storage,
    IOptions<SimilarityOptions> options,
    IDbContextFactory<StreamVaultDbContext> contextFactory
) : IBackgroundHandler
{
    public const string KindName = "similar_videos";

    // Only the best candidates are confirmed, because nobody reviews more of them at once.
    private const int MaxConfirmed = 20;

    public string Kind => KindName;

    public string Name => "Find similar videos";

    public async Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken)
    {
        // Missing files are reported by the checks of stored files.
        if (!options.Value.Enabled || await FindReadyAsync(run.Video, cancellationToken) is not { } video)
        {
            return new BackgroundOutcome.Done();
        }

        try
        {
            var hashes = await fingerprints.FindAsync(video.Id, cancellationToken);
            if (hashes is null)
            {
                if (await maker.RunAsync(video, run, cancellationToken) is not { } made)
                {
                    return new BackgroundOutcome.Yielded();
                }

                hashes = [.. made];
                await fingerprints.SaveAsync(video.Id, hashes, cancellationToken);
            }

            return await SuggestAsync(video, hashes, run, cancellationToken)
                ? new BackgroundOutcome.Done()
                : new BackgroundOutcome.Yielded();
        }
        catch (FramesUnreadableException e)
        {
            return new BackgroundOutcome.Failed(e.Message);
        }
    }

    /// <returns>False if it stopped early.</returns>
    private async Task<bool> SuggestAsync(
        Video video,
        ulong[] hashes,
        BackgroundRun run,
        CancellationToken cancellationToken
    )
    {
        var known = await pairs.KnownAsync(video.Id, cancellationToken);
        var candidates = await fingerprints.SearchAsync(video.Id, hashes, cancellationToken);
        foreach (
            var candidate in candidates
                .Where(candidate => !known.Contains(candidate.Video))
                .OrderByDescending(candidate => candidate.Alignment.Matched)
                .Take(MaxConfirmed)
        )
        {
            if (!await run.ShouldContinueAsync(cancellationToken))
            {
                return false;
            }

            if (
                await FindReadyAsync(candidate.Video, cancellationToken) is { } other
                && await check.RunAsync(video, other, candidate.Overlap(hashes.Length), cancellationToken)
            )
            {
                await pairs.SuggestAsync(video.Id, other.Id, cancellationToken);
            }
        }

        return true;
    }

    private async Task<Video?> FindReadyAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var video = await database
            .Videos.AsNoTracking()
            .SingleOrDefaultAsync(video => video.Id == id && video.Status == VideoStatus.Ready, cancellationToken);
        return video is not null && StoredFrames.CanRead(storage, video) ? video : null;
    }
}
