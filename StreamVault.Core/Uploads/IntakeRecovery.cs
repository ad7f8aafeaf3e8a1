using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Finds the files of accepted videos under the temporary names that a power cut gave back to them: where a file system kept
/// the rows but not the rename.
/// </summary>
internal sealed partial class IntakeRecovery(
    VaultStorage storage,
    IDbContextFactory<StreamVaultDbContext> databases,
    ILogger<IntakeRecovery> logger
)
{
    /// <summary>
    /// Gives every accepted video without a file the one that is its own: the file of its id, else any of its size. Both
    /// count only if their SHA-256 is the one in the video's row. Call once at start, before anything removes such files.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var video in await WithoutFileAsync(cancellationToken))
        {
            if (await FindAsync(video, cancellationToken) is { } path)
            {
                await GiveAsync(video, path, cancellationToken);
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
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var unfinished = await database
            .Videos.AsNoTracking()
            .Where(video => video.Status != VideoStatus.Ready && video.SourceSha256 != null)
            .ToArrayAsync(cancellationToken);
        return [.. unfinished.Where(video => !File.Exists(storage.SourcePath(video.Id)))];
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

    private async Task GiveAsync(Video video, string path, CancellationToken cancellationToken)
    {
        var source = storage.SourcePath(video.Id);
        if (await IsOfAnotherAsync(path, cancellationToken))
        {
            await VerifiedCopy.RunAsync(path, source, _ => { }, cancellationToken);
        }
        else
        {
            await VerifiedCopy.MoveAsync(path, source, cancellationToken);
        }
    }

    // An upload of the same content that is not accepted yet keeps its bytes.
    private async Task<bool> IsOfAnotherAsync(string path, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(Path.GetFileNameWithoutExtension(path), out var id))
        {
            return false;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ResumableUploads.AnyAsync(
            upload => upload.Id == id && upload.AcceptedAt == null,
            cancellationToken
        );
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The file of video {Video} was still named {Name}, as after a power cut. It has its own name again"
        )]
        public static partial void Found(ILogger logger, VideoId video, string name);

        [LoggerMessage(LogLevel.Error, "The file of video {Video} is missing, so the video can't be prepared")]
        public static partial void Missing(ILogger logger, VideoId video);
    }
}
