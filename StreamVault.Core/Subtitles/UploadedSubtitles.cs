using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Keys;
using StreamVault.Core.Library;
using StreamVault.Core.Media;
using StreamVault.Core.Passages;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Subtitles;

/// <summary>Adds, changes and deletes subtitles of ready videos. Thread-safe.</summary>
public sealed partial class UploadedSubtitles
{
    /// <summary>The maximum size of a file, in bytes.</summary>
    public const int MaxBytes = 5_000_000;

    /// <summary>The maximum number of uploaded subtitles of a video.</summary>
    public const int MaxCount = 50;

    private const string OutsideVideo = "With this shift, all subtitles are outside the video.";

    private readonly SubtitleFolder _folders;
    private readonly SubtitlePassages _passages;
    private readonly VaultStorage _storage;
    private readonly IDbContextFactory<StreamVaultDbContext> _databases;
    private readonly EventHub _events;
    private readonly TimeProvider _clock;
    private readonly ILogger<UploadedSubtitles> _logger;

    /// <summary>Creates the single instance; called by dependency injection.</summary>
    public UploadedSubtitles(
        ContentKeyStore keys,
        SubtitlePassages passages,
        VaultStorage storage,
        IDbContextFactory<StreamVaultDbContext> databases,
        EventHub events,
        TimeProvider clock,
        ILogger<UploadedSubtitles> logger
    )
    {
        _folders = new SubtitleFolder(keys);
        (_passages, _storage, _databases) = (passages, storage, databases);
        (_events, _clock, _logger) = (events, clock, logger);
    }

    /// <summary>The uploaded subtitles of a video, in the order they were added.</summary>
    public IReadOnlyList<UploadedSubtitle> List(VideoId video) =>
        Directory.Exists(_storage.VideoFolder(video)) ? SubtitleList.Read(_storage.VideoFolder(video)).Tracks : [];

    /// <summary>The name of subtitles, if no others have the same.</summary>
    public static string NameOf(UploadedSubtitle subtitle) =>
        RenditionNames.Of([(subtitle.Label, subtitle.Language)], Hls.RenditionKind.Subtitles)[0];

    /// <summary>Adds subtitles.</summary>
    /// <param name="video">The video.</param>
    /// <param name="file">The content of the file.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="language">The language, as a tag such as <c>en</c>; null or empty if unknown.</param>
    /// <param name="label">A name; null or empty to name them by their language.</param>
    /// <param name="cancellationToken">Cancels before anything is changed.</param>
    public Task<SubtitleOutcome> AddAsync(
        VideoId video,
        byte[] file,
        string fileName,
        string? language,
        string? label,
        CancellationToken cancellationToken
    ) =>
        SubtitleChange.RefusalOf(file) is { } refusal
            ? Task.FromResult<SubtitleOutcome>(refusal)
            : PutAsync(
                video,
                list =>
                    list.Tracks.Count >= MaxCount
                        ? (new SubtitleOutcome.TooMany(), null)
                        : SubtitleChange.Describe(
                            SubtitleChange.NewTrack(Guid.CreateVersion7(), file, fileName),
                            language ?? "",
                            label ?? "",
                            null
                        ),
                file,
                cancellationToken
            );

    /// <summary>Replaces the file of subtitles, and leaves their language, label and shift unchanged.</summary>
    /// <inheritdoc cref="AddAsync" />
    public Task<SubtitleOutcome> ReplaceAsync(
        VideoId video,
        Guid id,
        byte[] file,
        string fileName,
        CancellationToken cancellationToken
    ) =>
        SubtitleChange.RefusalOf(file) is { } refusal
            ? Task.FromResult<SubtitleOutcome>(refusal)
            : PutAsync(
                video,
                list =>
                    Find(list, id) is { } present
                        ? (
                            null,
                            SubtitleChange.NewTrack(id, file, fileName) with
                            {
                                Language = present.Language,
                                Label = present.Label,
                                ShiftSeconds = present.ShiftSeconds,
                            }
                        )
                        : (new SubtitleOutcome.NoSuchSubtitle(), null),
                file,
                cancellationToken
            );

    /// <summary>Changes subtitles.</summary>
    /// <param name="video">The video.</param>
    /// <param name="id">The id of the subtitles.</param>
    /// <param name="language">The new language; empty for unknown, null to leave it unchanged.</param>
    /// <param name="label">The new name; empty to name them by their language, null to leave it unchanged.</param>
    /// <param name="shiftSeconds">
    /// How much later than in the file they are shown, in seconds; null to leave it unchanged.
    /// </param>
    /// <param name="cancellationToken">Cancels before anything is changed.</param>
    public Task<SubtitleOutcome> ChangeAsync(
        VideoId video,
        Guid id,
        string? language,
        string? label,
        double? shiftSeconds,
        CancellationToken cancellationToken
    ) =>
        PutAsync(
            video,
            list =>
                Find(list, id) is { } present
                    ? SubtitleChange.Describe(present, language, label, shiftSeconds)
                    : (new SubtitleOutcome.NoSuchSubtitle(), null),
            file: null,
            cancellationToken
        );

    /// <summary>Deletes subtitles.</summary>
    /// <returns><see cref="SubtitleOutcome.Deleted"/>, or why they were not deleted.</returns>
    /// <exception cref="IOException">The disk is full.</exception>
    public async Task<SubtitleOutcome> DeleteAsync(VideoId video, Guid id, CancellationToken cancellationToken)
    {
        using var locked = await _storage.LockFolderAsync(video, cancellationToken);
        if (await StatusAsync(video, cancellationToken) != VideoStatus.Ready || Find(Read(video), id) is not { } track)
        {
            return new SubtitleOutcome.NoSuchSubtitle();
        }

        var folder = _storage.VideoFolder(video);
        var path = Path.Combine(folder, track.StoredName);
        var file = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : [];
        var outcome = await SaveAsync(
            video,
            () =>
            {
                var list = Read(video);
                _folders.Save(folder, video, list with { Tracks = [.. list.Tracks.Where(other => other.Id != id)] });
                return new SubtitleOutcome.Deleted(track, file);
            }
        );
        if (outcome is SubtitleOutcome.Deleted)
        {
            await FinishAsync(video);
            Log.Deleted(_logger, video, id);
        }

        return outcome;
    }

    /// <summary>Adds deleted subtitles again.</summary>
    public Task<SubtitleOutcome> RestoreAsync(
        VideoId video,
        SubtitleOutcome.Deleted deleted,
        CancellationToken cancellationToken
    ) =>
        PutAsync(
            video,
            _ => (null, deleted.Subtitle with { StoredAs = Guid.CreateVersion7(), Number = null }),
            deleted.File,
            cancellationToken
        );

    /// <summary>The refusal of a file that is too large, as a sentence.</summary>
    public static string TooLarge { get; } =
        string.Create(CultureInfo.InvariantCulture, $"The file is too large: at most {MaxBytes / 1_000_000} MB.");

    private async Task<SubtitleOutcome> PutAsync(
        VideoId video,
        Func<SubtitleList, (SubtitleOutcome? Refusal, UploadedSubtitle? Track)> change,
        byte[]? file,
        CancellationToken cancellationToken
    )
    {
        using var locked = await _storage.LockFolderAsync(video, cancellationToken);
        switch (await StatusAsync(video, cancellationToken))
        {
            case null:
                return new SubtitleOutcome.NoSuchVideo();
            case not VideoStatus.Ready:
                return new SubtitleOutcome.NotReady();
        }

        var outcome = await SaveAsync(video, () => Put(video, change, file));
        if (outcome is SubtitleOutcome.Saved)
        {
            await FinishAsync(video);
        }

        return outcome;
    }

    private async Task<SubtitleOutcome> SaveAsync(VideoId video, Func<SubtitleOutcome> save)
    {
        try
        {
            // Long subtitles have thousands of segments, each of which is flushed.
            return await Task.Run(save, CancellationToken.None);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            Log.Damaged(_logger, video, e);
            return new SubtitleOutcome.Damaged();
        }
    }

    private SubtitleOutcome Put(
        VideoId video,
        Func<SubtitleList, (SubtitleOutcome? Refusal, UploadedSubtitle? Track)> change,
        byte[]? file
    )
    {
        var folder = _storage.VideoFolder(video);
        var list = SubtitleList.Read(folder);
        var (refusal, track) = change(list);
        if (track is null)
        {
            return refusal!;
        }

        // A shift makes new segments; a language or label doesn't.
        if (
            track.Number is null
            && (file is null ? SubtitleFolder.ReadFile(folder, track) : SubtitleFile.Read(file)) is { } content
            && SubtitleFolder.Refusal(folder, content, track.ShiftSeconds) is { } reason
        )
        {
            return file is null
                ? new SubtitleOutcome.InvalidShift(OutsideVideo)
                : new SubtitleOutcome.InvalidFile(reason);
        }

        if (file is not null)
        {
            SubtitleFolder.StoreFile(folder, track, file);
        }

        var saved = _folders.Save(folder, video, list.With(track));
        return new SubtitleOutcome.Saved(Find(saved, track.Id)!);
    }

    // The caller gets an answer once the subtitles can be found. Not cancelled: they can be played already.
    private async Task FinishAsync(VideoId video)
    {
        await _passages.WritePublishedAsync(video);
        var (now, bytes) = (_clock.GetUtcNow(), VaultStorage.SizeOf(_storage.VideoFolder(video)));
        await using var database = await _databases.CreateDbContextAsync(CancellationToken.None);
        await database
            .Videos.Where(row => row.Id == video)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.StoredBytes, bytes).SetProperty(one => one.UpdatedAt, now),
                CancellationToken.None
            );
        _events.Publish(new LibraryChange(video));
    }

    private async Task<VideoStatus?> StatusAsync(VideoId video, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.Where(row => row.Id == video)
            .Select(row => (VideoStatus?)row.Status)
            .SingleOrDefaultAsync(cancellationToken);
    }

    private SubtitleList Read(VideoId video) => SubtitleList.Read(_storage.VideoFolder(video));

    private static UploadedSubtitle? Find(SubtitleList list, Guid id) =>
        list.Tracks.FirstOrDefault(track => track.Id == id);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The subtitles of video {Video} can't be changed: its files are damaged")]
        public static partial void Damaged(ILogger logger, VideoId video, Exception e);

        [LoggerMessage(LogLevel.Information, "Subtitles {Id} of video {Video} deleted")]
        public static partial void Deleted(ILogger logger, VideoId video, Guid id);
    }
}
