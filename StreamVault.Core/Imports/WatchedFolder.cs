using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;

namespace StreamVault.Core.Imports;

/// <summary>A file that was imported from the watched folder.</summary>
/// <param name="Video">Its video.</param>
/// <param name="Name">Its file name.</param>
/// <param name="At">When it was imported.</param>
public sealed record LastImport(VideoId Video, string Name, DateTimeOffset At);

/// <summary>A file that currently can't be imported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why, and what to do about it.</param>
public sealed record WaitingFile(string Name, string Reason);

/// <summary>Published when a file is imported from the watched folder, rejected, or has to wait.</summary>
public sealed record WatchedFolderChange;

/// <summary>The watched folder and the results of watching it since the server started. Thread-safe.</summary>
public sealed class WatchedFolder(IHostEnvironment environment, IOptions<WatchedFolderOptions> options, EventHub events)
{
    private const int MaxSetAside = 20;

    /// <summary>The folder, absolute; null if none is watched.</summary>
    public string? Root { get; } = RootOf(options.Value, environment);

    /// <summary>Why the folder can't be read, in a sentence; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>The last imported file since the server started; null for none.</summary>
    public LastImport? Last { get; private set; }

    /// <summary>Complete files that currently can't be imported.</summary>
    public IReadOnlyList<WaitingFile> Waiting { get; private set; } = [];

    /// <summary>The rejected files on disk now; at most 20.</summary>
    public IReadOnlyList<SetAsideFile> SetAside => Root is null ? [] : RejectedFiles.List(Root, MaxSetAside);

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

    /// <summary>Sets what currently prevents imports.</summary>
    /// <returns>Whether it has changed.</returns>
    internal bool Note(string? problem, IReadOnlyList<WaitingFile> waiting)
    {
        if (Problem == problem && Waiting.SequenceEqual(waiting))
        {
            return false;
        }

        (Problem, Waiting) = (problem, waiting);
        events.Publish(new WatchedFolderChange());
        return true;
    }
}
