using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;

namespace StreamVault.Core.Imports;

/// <summary>A file that came in from the watched folder.</summary>
/// <param name="Video">The video it is now.</param>
/// <param name="Name">The name it had.</param>
/// <param name="At">When it came in.</param>
public sealed record LastImport(VideoId Video, string Name, DateTimeOffset At);

/// <summary>A file that can't come in at present.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why, and what to do, in sentences.</param>
public sealed record WaitingFile(string Name, string Reason);

/// <summary>Says that something came in from the watched folder, or couldn't.</summary>
public sealed record WatchedFolderChange;

/// <summary>Which folder is watched, and what came of it since the server started. Thread-safe.</summary>
public sealed class WatchedFolder(IHostEnvironment environment, IOptions<WatchedFolderOptions> options, EventHub events)
{
    private const int MostSetAside = 20;

    /// <summary>The folder, absolute; null if none is watched.</summary>
    public string? Root { get; } = RootOf(options.Value, environment);

    /// <summary>Why the folder itself can't be looked at, in a sentence; null if it can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>What came in last since the server started, if anything.</summary>
    public LastImport? Last { get; private set; }

    /// <summary>Files that are complete and can't come in at present.</summary>
    public IReadOnlyList<WaitingFile> Waiting { get; private set; } = [];

    /// <summary>Files that could not become videos, as they lie on the disk now; at most 20.</summary>
    public IReadOnlyList<SetAsideFile> SetAside => Root is null ? [] : RejectedFiles.List(Root, MostSetAside);

    internal static string? RootOf(WatchedFolderOptions options, IHostEnvironment environment) =>
        options.Path == WatchedFolderOptions.Off
            ? null
            : Path.TrimEndingDirectorySeparator(
                Path.GetFullPath(Path.Combine(environment.ContentRootPath, options.Path))
            );

    internal void Imported(LastImport import)
    {
        Last = import;
        events.Publish(new WatchedFolderChange());
    }

    internal void WasSetAside() => events.Publish(new WatchedFolderChange());

    /// <summary>Keeps what stands in the way at present.</summary>
    /// <returns>Whether that is new.</returns>
    internal bool Note(string? trouble, IReadOnlyList<WaitingFile> waiting)
    {
        if (Trouble == trouble && Waiting.SequenceEqual(waiting))
        {
            return false;
        }

        (Trouble, Waiting) = (trouble, waiting);
        events.Publish(new WatchedFolderChange());
        return true;
    }
}
