using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Imports;

/// <summary>Looks into the watched folder now and again and takes what is complete, one file after the other.</summary>
internal sealed partial class WatchedFolderPolling(
    WatchedFolder folder,
    FolderImport import,
    IOptions<WatchedFolderOptions> options,
    TimeProvider clock,
    ILogger<WatchedFolderPolling> logger
) : PeriodicWork(options.Value.PollingInterval, clock, logger)
{
    private readonly StableFileTracker _quiet = new(options.Value.UnchangedFor);
    private readonly TimeProvider _clock = clock;
    private readonly ILogger _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (folder.Root is not null)
        {
            Log.Watching(_logger, options.Value.UnchangedFor);
        }

        // Also when no folder is watched any more: a file on its way in must not stay there.
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
            Tell(note.Name, outcome, waiting);
        }

        var trouble = folder.Root is null ? null : await LookAsync(folder.Root, waiting, cancellationToken);
        if (folder.Note(trouble, waiting))
        {
            TellWaiting(trouble, waiting);
        }
    }

    private async Task<string?> LookAsync(string root, List<WaitingFile> waiting, CancellationToken cancellationToken)
    {
        FolderListing listing;
        try
        {
            listing = FolderListing.Of(root, RejectedFiles.Folder);
        }
        catch (IOException e)
        {
            return $"The watched folder {root} can't be looked at: {e.Message} Make it, or connect its disk.";
        }

        waiting.AddRange(
            listing.Closed.Select(closed => new WaitingFile(Path.GetFileName(closed), ImportReasons.MayNotBeRead))
        );
        waiting.AddRange(
            listing.Misnamed.Select(path => new WaitingFile(
                SafeFileName.Of(Path.GetFileName(path)),
                ImportReasons.NameIsNoText
            ))
        );
        foreach (var file in _quiet.Look(listing.Files, _clock.GetElapsedTime(0)))
        {
            Tell(Path.GetFileName(file.Path), await import.TakeAsync(root, file, cancellationToken), waiting);
        }

        return null;
    }

    private void Tell(string name, ImportOutcome outcome, List<WaitingFile> waiting)
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

    private void TellWaiting(string? trouble, List<WaitingFile> waiting)
    {
        if (trouble is not null)
        {
            Log.Trouble(_logger, trouble);
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
            "A folder is watched: what has not changed for {UnchangedFor} is moved in"
        )]
        public static partial void Watching(ILogger logger, TimeSpan unchangedFor);

        [LoggerMessage(LogLevel.Information, "Video {Video} came in from the watched folder: {Bytes} bytes")]
        public static partial void Imported(ILogger logger, VideoId video, long bytes);

        [LoggerMessage(LogLevel.Warning, "{Name} from the watched folder was set aside: {Reason}")]
        public static partial void SetAside(ILogger logger, string name, string reason);

        [LoggerMessage(LogLevel.Warning, "{Name} in the watched folder can't be taken yet: {Reason}")]
        public static partial void Waits(ILogger logger, string name, string reason);

        [LoggerMessage(LogLevel.Warning, "{Trouble}")]
        public static partial void Trouble(ILogger logger, string trouble);
    }
}
