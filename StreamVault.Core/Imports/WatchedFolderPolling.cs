using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Imports;

/// <summary>Polls the watched folder and imports complete files, one after another.</summary>
internal sealed partial class WatchedFolderPolling(
    WatchedFolder folder,
    FolderImport import,
    IOptions<WatchedFolderOptions> options,
    TimeProvider clock,
    ILogger<WatchedFolderPolling> logger
) : PeriodicWork(options.Value.PollingInterval, clock, logger)
{
    private readonly StableFileTracker _tracker = new(options.Value.UnchangedFor);
    private readonly TimeProvider _clock = clock;
    private readonly ILogger _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (folder.Root is not null)
        {
            Log.Watching(_logger, options.Value.UnchangedFor);
        }

        // Also when no folder is watched any more, so that interrupted imports are completed.
        await TryAsync(stoppingToken);
        if (folder.Root is not null)
        {
            await base.ExecuteAsync(stoppingToken);
        }
    }

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var waiting = new List<WaitingFile>();
        foreach (var (note, outcome) in await import.ResumeAsync(cancellationToken))
        {
            Report(note.Name, outcome, waiting);
        }

        var problem = folder.Root is null ? null : await PollAsync(folder.Root, waiting, cancellationToken);
        if (folder.Note(problem, waiting))
        {
            LogWaiting(problem, waiting);
        }
    }

    private async Task<string?> PollAsync(string root, List<WaitingFile> waiting, CancellationToken cancellationToken)
    {
        FolderListing listing;
        try
        {
            listing = FolderListing.Of(root, RejectedFiles.Folder);
        }
        catch (IOException e)
        {
            return $"The watched folder {root} can't be read: {e.Message} Create it, or connect its disk.";
        }

        waiting.AddRange(
            listing.Closed.Select(closed => new WaitingFile(Path.GetFileName(closed), ImportReasons.NotReadable))
        );
        waiting.AddRange(
            listing.Misnamed.Select(path => new WaitingFile(
                SafeFileName.Of(Path.GetFileName(path)),
                ImportReasons.NotUtf8
            ))
        );
        var now = _clock.GetElapsedTime(0);
        foreach (var file in _tracker.Update(listing.Files, now))
        {
            var needsProof = !_tracker.IsStableWithoutProof(file, now);
            Report(
                Path.GetFileName(file.Path),
                await import.TakeAsync(root, file, needsProof, cancellationToken),
                waiting
            );
        }

        return null;
    }

    private void Report(string name, ImportOutcome outcome, List<WaitingFile> waiting)
    {
        switch (outcome)
        {
            case ImportOutcome.Imported(var video):
                Log.Imported(_logger, video.Id, video.FileSizeBytes ?? 0);
                folder.Imported(new LastImport(video.Id, SafeFileName.Of(name), _clock.GetUtcNow()));
                break;
            case ImportOutcome.SetAside(var asideName, var reason):
                Log.SetAside(_logger, SafeFileName.Of(asideName), reason);
                folder.WasSetAside();
                break;
            case ImportOutcome.Waits(var reason):
                waiting.Add(new WaitingFile(SafeFileName.Of(name), reason));
                break;
        }
    }

    private void LogWaiting(string? problem, List<WaitingFile> waiting)
    {
        if (problem is not null)
        {
            Log.Problem(_logger, problem);
        }

        foreach (var file in waiting)
        {
            Log.Waits(_logger, file.Name, file.Reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Watching a folder: files unchanged for {UnchangedFor} are moved into the vault"
        )]
        public static partial void Watching(ILogger logger, TimeSpan unchangedFor);

        [LoggerMessage(LogLevel.Information, "Video {Video} was imported from the watched folder: {Bytes} bytes")]
        public static partial void Imported(ILogger logger, VideoId video, long bytes);

        [LoggerMessage(LogLevel.Warning, "{Name} from the watched folder was rejected: {Reason}")]
        public static partial void SetAside(ILogger logger, string name, string reason);

        [LoggerMessage(LogLevel.Warning, "{Name} in the watched folder can't be imported yet: {Reason}")]
        public static partial void Waits(ILogger logger, string name, string reason);

        [LoggerMessage(LogLevel.Warning, "{Problem}")]
        public static partial void Problem(ILogger logger, string problem);
    }
}
