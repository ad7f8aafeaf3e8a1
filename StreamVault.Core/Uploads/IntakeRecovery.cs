using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Finds the files of accepted videos that are back under their temporary names after a power cut, because the file
/// system kept the rows but lost the rename.
/// </summary>
internal sealed partial class IntakeRecovery(
    VaultStorage storage,
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    ILogger<IntakeRecovery> logger
)
{
    /// <summary>
    /// Finds the file of every accepted video that has none: by its id, or else by its size. The SHA-256 must match the
    /// video's row. Call once at startup, before such files are removed.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var video in await WithoutFileAsync(cancellationToken))
        {
            if (await FindAsync(video, cancellationToken) is { } path)
            {
                await RestoreAsync(video, path, cancellationToken);
                Log.Found(logger, video.Id, Path.GetFileName(path));
            }
            else if (video.Status != VideoStatus.Failed)
            {
                Log.Missing(logger, video.Id);
            }
        }
    }

    private async Task<IReadOnlyList<Video>> WithoutFileAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var unfinished = await database
            .Videos.AsNoTracking()
            .Where(video => video.Status != VideoStatus.Ready && video.SourceSha256 != null)
            .ToArrayAsync(cancellationToken);
        return [.. unfinished.Where(video => !File.Exists(storage.PathToEncode(video.Id)))];
    }

    private async Task<string?> FindAsync(Video video, CancellationToken cancellationToken)
    {
        var own = (string[])[storage.PartialUploadPath(video.Id.Value), storage.ImportPath(video.Id)];
        var candidates = own.Concat(Directory.EnumerateFiles(storage.UploadsFolder, "*.part"))
            .Concat(Directory.EnumerateFiles(storage.ImportsFolder, "*.file"))
            .Distinct()
            .Where(path => new FileInfo(path) is { Exists: true } file && file.Length == video.FileSizeBytes);
        foreach (var path in candidates.ToArray())
        {
            if (await VerifiedCopy.HashAsync(path, cancellationToken) == video.SourceSha256)
            {
                return path;
            }
        }

        return null;
    }

    private async Task RestoreAsync(Video video, string path, CancellationToken cancellationToken)
    {
        var source = storage.SourcePath(video.Id);
        if (await IsPendingUploadAsync(path, cancellationToken))
        {
            await VerifiedCopy.RunAsync(path, source, _ => { }, cancellationToken);
        }
        else
        {
            await VerifiedCopy.MoveAsync(path, source, cancellationToken);
        }
    }

    // Another upload of the same bytes that is not accepted yet keeps its file.
    private async Task<bool> IsPendingUploadAsync(string path, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(Path.GetFileNameWithoutExtension(path), out var id))
        {
            return false;
        }

        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.ResumableUploads.AnyAsync(
            upload => upload.Id == id && upload.AcceptedAt == null,
            cancellationToken
        );
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The file of video {Video} was still named {Name}, probably after a power cut. It was renamed"
        )]
        public static partial void Found(ILogger logger, VideoId video, string name);

        [LoggerMessage(LogLevel.Error, "The file of video {Video} is missing, so the video can't be encoded")]
        public static partial void Missing(ILogger logger, VideoId video);
    }
}
