using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Integrity;

/// <summary>Records damage in the rows of videos and publishes a <see cref="LibraryChange"/>. Thread-safe.</summary>
public sealed partial class DamageRecords(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    EventHub events,
    TimeProvider clock,
    ILogger<DamageRecords> logger
)
{
    /// <summary>
    /// Adds files to a video's known damage. Does nothing if the list is empty or the video isn't ready.
    /// </summary>
    public Task AddAsync(VideoId id, IReadOnlyList<DamagedFile> found, CancellationToken cancellationToken) =>
        found.Count == 0
            ? Task.CompletedTask
            : ChangeAsync(
                id,
                video =>
                    video.Damage = With(
                        video,
                        [
                            .. found,
                            .. (video.Damage?.Files ?? []).Where(known => found.All(file => file.Name != known.Name)),
                        ]
                    ),
                cancellationToken
            );

    /// <summary>
    /// Replaces a video's known damage with the result of a full check. Clears it if nothing is damaged.
    /// </summary>
    public Task ReplaceAsync(VideoId id, IReadOnlyList<DamagedFile> found, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            video =>
            {
                video.Damage = With(video, found);
                video.CheckedAt = clock.GetUtcNow();
            },
            cancellationToken
        );

    // An original that was deleted on purpose in the meantime isn't missing.
    private VideoDamage? With(Video video, IEnumerable<DamagedFile> files) =>
        files
            .Where(file => file.Name != DamageText.Original || video.OriginalBytes is not null)
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Take(VideoDamage.MaxFiles)
            .ToList()
            is [_, ..] damaged
            ? new VideoDamage(video.Damage?.Since ?? clock.GetUtcNow(), damaged)
            : null;

    private async Task ChangeAsync(VideoId id, Action<Video> change, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(
            video => video.Id == id && video.Status == VideoStatus.Ready,
            cancellationToken
        );
        if (video is null)
        {
            return;
        }

        var before = video.Damage?.Files;
        change(video);
        var after = video.Damage?.Files;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (after is not null && (before is null || !after.SequenceEqual(before)))
        {
            Log.Damaged(logger, id, DamageText.Summary(after));
        }
        else if (after is null && before is not null)
        {
            Log.Whole(logger, id);
        }

        events.Publish(new LibraryChange(id));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Video {Video} is damaged: {Summary}")]
        public static partial void Damaged(ILogger logger, VideoId video, string summary);

        [LoggerMessage(LogLevel.Information, "Video {Video} is no longer damaged")]
        public static partial void Whole(ILogger logger, VideoId video);
    }
}
