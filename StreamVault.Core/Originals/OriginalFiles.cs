using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Originals;

/// <summary>
/// Manages the uploaded files of ready videos. The video's row says whether the file is kept. This is written in the
/// transaction that makes the video ready; the file is moved or deleted afterwards, at the latest at the next start.
/// Thread-safe.
/// </summary>
public sealed partial class OriginalFiles(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    VaultStorage storage,
    EventHub events,
    TimeProvider clock,
    IOptions<OriginalsOptions> options,
    ILogger<OriginalFiles> logger
)
{
    /// <summary>Gets the policy for originals of videos that become ready from now on.</summary>
    public async Task<OriginalsPolicy> PolicyAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var choice = await database.OriginalsChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return choice?.Policy ?? options.Value.Policy;
    }

    /// <summary>
    /// Sets the policy for originals of videos that become ready from now on. It survives restarts. Publishes an
    /// <see cref="OriginalsChange"/>.
    /// </summary>
    public async Task ChooseAsync(OriginalsPolicy policy, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var choice = await database.OriginalsChoices.SingleOrDefaultAsync(cancellationToken);
        if (choice is null)
        {
            choice = new OriginalsChoice();
            database.OriginalsChoices.Add(choice);
        }

        choice.Policy = policy;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Chosen(logger, policy);
        events.Publish(new OriginalsChange(policy));
    }

    /// <summary>Lists the largest kept originals of visible videos, largest first.</summary>
    /// <param name="take">The maximum number to return.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<Video>> LargestAsync(
        int take,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Visible(withPrivate)
            .Where(video => video.OriginalBytes != null)
            .OrderByDescending(video => video.OriginalBytes)
            .ThenBy(video => video.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Gets the path of a video's original; null if none is kept.</summary>
    public string? Find(Video video) =>
        video.OriginalBytes is null ? null
        : File.Exists(storage.OriginalPath(video.Id)) ? storage.OriginalPath(video.Id)
        // The video is ready, but its upload hasn't been moved yet.
        : File.Exists(storage.SourcePath(video.Id)) ? storage.SourcePath(video.Id)
        : null;

    /// <summary>
    /// Deletes the original of a ready video unless an unfinished job needs it. The video still plays. Publishes a
    /// <see cref="LibraryChange"/>.
    /// </summary>
    public async Task<OriginalDeletion> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        // A single statement ensures that no job can be queued in between.
        var changed = await database
            .Videos.Where(video =>
                video.Id == id
                && video.OriginalBytes != null
                && !database.EncodingJobs.Any(job =>
                    job.VideoId == id && job.Status != JobStatus.Completed && job.Status != JobStatus.Failed
                )
            )
            .ExecuteUpdateAsync(
                video =>
                    video.SetProperty(one => one.OriginalBytes, (long?)null).SetProperty(one => one.UpdatedAt, now),
                cancellationToken
            );
        if (changed == 0)
        {
            return await database.Videos.AnyAsync(
                video => video.Id == id && video.OriginalBytes != null,
                cancellationToken
            )
                ? OriginalDeletion.InUse
                : OriginalDeletion.NotKept;
        }

        // The row is updated first. After a crash, the next start finds the original and adds it to the row again.
        storage.RemoveOriginal(id);
        Log.Deleted(logger, id);
        events.Publish(new LibraryChange(id));
        return OriginalDeletion.Deleted;
    }

    /// <summary>Keeps or deletes the upload of a ready video, according to its row. Safe to repeat.</summary>
    /// <param name="video">The video.</param>
    /// <param name="keep">Whether the row says that the upload is kept.</param>
    public void KeepOrDelete(VideoId video, bool keep)
    {
        if (keep)
        {
            storage.KeepOriginal(video);
        }
        else
        {
            storage.RemoveSource(video);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The policy for originals is now {Policy}")]
        public static partial void Chosen(ILogger logger, OriginalsPolicy policy);

        [LoggerMessage(LogLevel.Information, "The original of video {Video} was deleted")]
        public static partial void Deleted(ILogger logger, VideoId video);

        [LoggerMessage(LogLevel.Warning, "Video {Video} has an original that its row did not list; it is kept")]
        public static partial void Found(ILogger logger, VideoId video);

        [LoggerMessage(
            LogLevel.Warning,
            "Files of the ready video {Video} are missing or damaged; its upload is kept as its original. Restore them from a backup"
        )]
        public static partial void Incomplete(ILogger logger, VideoId video);
    }
}
