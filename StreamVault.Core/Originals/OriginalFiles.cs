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
/// The uploaded files of ready videos. The video's row says whether the file is kept, written in the transaction that makes
/// the video ready; the file is moved or deleted afterwards, at the latest at the next start. Thread-safe.
/// </summary>
public sealed partial class OriginalFiles(
    IDbContextFactory<StreamVaultDbContext> databases,
    VaultStorage storage,
    EventHub events,
    TimeProvider clock,
    IOptions<OriginalsOptions> options,
    ILogger<OriginalFiles> logger
)
{
    /// <summary>What happens to the originals of videos that become ready from now on.</summary>
    public async Task<OriginalsPolicy> PolicyAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var choice = await database.OriginalsChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return choice?.Policy ?? options.Value.Policy;
    }

    /// <summary>
    /// Sets what happens to originals of videos that become ready later, across restarts. Publishes
    /// <see cref="OriginalsChange"/>.
    /// </summary>
    public async Task ChooseAsync(OriginalsPolicy policy, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
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

    /// <summary>The largest kept originals, largest first.</summary>
    public async Task<IReadOnlyList<Video>> LargestAsync(int take, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.AsNoTracking()
            .Where(video => video.OriginalBytes != null)
            .OrderByDescending(video => video.OriginalBytes)
            .ThenBy(video => video.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The path of the original of a video; null if none is kept.</summary>
    public string? Find(Video video) =>
        video.OriginalBytes is null ? null
        : File.Exists(storage.OriginalPath(video.Id)) ? storage.OriginalPath(video.Id)
        // Between the moment when the video is ready and the one when its upload is moved.
        : File.Exists(storage.SourcePath(video.Id)) ? storage.SourcePath(video.Id)
        : null;

    /// <summary>
    /// Deletes the original of a ready video, which plays as before, unless an unfinished job needs it. Publishes
    /// <see cref="LibraryChange"/>.
    /// </summary>
    public async Task<OriginalDeletion> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        // One statement, so that no job can be queued in between.
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

        // The row first: after a crash, the original is found and added to its row again.
        storage.RemoveOriginal(id);
        Log.Deleted(logger, id);
        events.Publish(new LibraryChange(id));
        return OriginalDeletion.Deleted;
    }

    /// <summary>Keeps or deletes the upload of a video that is ready, as its row says. Safe to repeat.</summary>
    /// <param name="video">The video.</param>
    /// <param name="keep">What its row says.</param>
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
