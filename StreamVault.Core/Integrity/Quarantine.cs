using System.Text.Json;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Files without a database row: one folder each in <c>quarantine/</c>, with a note that says why. Only the user adopts
/// or deletes entries. Thread-safe for calls with different entries.
/// </summary>
public sealed partial class Quarantine(
    VaultStorage storage,
    EventHub events,
    TimeProvider clock,
    ILogger<Quarantine> logger
)
{
    internal const string OriginalName = "original";

    private const string NoteName = "note.json";

    /// <summary>Everything in quarantine, newest first.</summary>
    public IReadOnlyList<QuarantinedItem> List() =>
        [
            .. Directory
                .GetDirectories(storage.QuarantineFolder)
                .Select(Read)
                .OrderByDescending(item => item.QuarantinedAt)
                .ThenBy(item => item.Id, StringComparer.Ordinal),
        ];

    /// <summary>One entry; null if it doesn't exist.</summary>
    public QuarantinedItem? Find(string id) => Folder(id) is { } folder ? Read(folder) : null;

    /// <summary>Permanently deletes an entry.</summary>
    /// <returns>False if there is none of that name.</returns>
    public bool Delete(string id)
    {
        if (Folder(id) is not { } folder)
        {
            return false;
        }

        Directory.Delete(folder, recursive: true);
        Log.Deleted(logger, id);
        events.Publish(new QuarantineChange());
        return true;
    }

    /// <summary>Moves files and folders into an entry. What can't be moved stays where it is.</summary>
    /// <param name="id">The name of the entry; a number is added if an entry of that name already has such a file.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="things">What to move, with the name each gets; at least one.</param>
    /// <param name="name">The display name, if there is no sidecar.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="IOException">Something can't be moved, for example because it is on another disk.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    internal QuarantinedItem Take(
        string id,
        string reason,
        IReadOnlyList<(string Path, string Name)> things,
        string? name = null
    )
    {
        var folder = FreeFolder(id, things.Select(thing => thing.Name));
        VaultStorage.CreatePrivateFolder(folder);
        VaultStorage.FlushFolder(storage.QuarantineFolder);
        var note = Path.Combine(folder, NoteName);
        var from = things.Select(thing => Path.GetRelativePath(storage.Root, thing.Path));
        // The note first: after a crash in between, no file is without an explanation.
        DurableJson.Save(
            note,
            new QuarantineNote(1, clock.GetUtcNow(), reason, [.. (NoteIn(folder)?.From ?? []).Concat(from)], name)
        );
        foreach (var (path, target) in things)
        {
            if (!VerifiedCopy.TryRename(path, Path.Combine(folder, target)))
            {
                throw new IOException(
                    $"{Path.GetRelativePath(storage.Root, path)} is on another disk than quarantine/."
                );
            }

            VaultStorage.FlushFolder(Path.GetDirectoryName(path)!);
        }

        events.Publish(new QuarantineChange());
        return Read(folder);
    }

    /// <summary>Moves files of an entry back to where they belong, unless a file is already there.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="places">The name of each file in the entry, and where it belongs.</param>
    /// <returns>Whether anything was moved.</returns>
    /// <exception cref="IOException">Something can't be moved.</exception>
    internal bool Return(string id, IEnumerable<(string Path, string Name)> places)
    {
        var (folder, moved) = (Path.Combine(storage.QuarantineFolder, id), false);
        foreach (var (path, name) in places)
        {
            if (Path.Exists(Path.Combine(folder, name)) && !Path.Exists(path))
            {
                VaultStorage.CreatePrivateFolder(Path.GetDirectoryName(path)!);
                moved |= VerifiedCopy.TryRename(Path.Combine(folder, name), path);
            }
        }

        RemoveIfEmpty(folder);
        return moved;
    }

    /// <summary>Removes an entry that holds nothing more than a note and a sidecar.</summary>
    internal void RemoveIfEmpty(string folder)
    {
        // Anything else, such as a folder without its key, may still be wanted.
        var names = Directory.GetFileSystemEntries(folder).Select(Path.GetFileName);
        if (names.All(name => name is NoteName or VaultStorage.SidecarName))
        {
            Directory.Delete(folder, recursive: true);
            events.Publish(new QuarantineChange());
        }
    }

    /// <summary>The path of an entry; null if it doesn't exist.</summary>
    internal string? Folder(string id) =>
        // Compared with existing entries, so that a name can't refer to another folder.
        Directory.GetDirectories(storage.QuarantineFolder).FirstOrDefault(path => Path.GetFileName(path) == id);

    /// <summary>The uploaded file of an entry, complete or not; null if there is none.</summary>
    internal static string? UploadIn(string folder) =>
        ((string[])["source", OriginalName, "import", "part", "import.part"])
            .Select(name => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    internal static string VideoIn(string folder) => Path.Combine(folder, "video");

    internal static string KeyIn(string folder) => Path.Combine(folder, "key");

    internal static VideoSidecar? SidecarIn(string folder) =>
        VideoSidecar.Find(Path.Combine(folder, "video", VaultStorage.SidecarName))
        ?? VideoSidecar.Find(Path.Combine(folder, VaultStorage.SidecarName));

    private string FreeFolder(string id, IEnumerable<string> names)
    {
        var folder = Path.Combine(storage.QuarantineFolder, id);
        for (var number = 2; names.Any(name => Path.Exists(Path.Combine(folder, name))); number++)
        {
            folder = Path.Combine(storage.QuarantineFolder, $"{id}-{number}");
        }

        return folder;
    }

    private QuarantinedItem Read(string folder)
    {
        var (note, known) = (NoteIn(folder), SidecarIn(folder));
        var (id, kind) = (Path.GetFileName(folder), KindOf(folder));
        return new QuarantinedItem(
            id,
            kind,
            known?.Title ?? note?.Name ?? NameOf(kind),
            note is null ? Directory.GetCreationTimeUtc(folder) : note.QuarantinedAt,
            note?.Reason ?? "There is no note about it.",
            VaultStorage.SizeOf(folder)
                - new FileInfo(Path.Combine(folder, NoteName)) switch
                {
                    { Exists: true } file => file.Length,
                    _ => 0,
                },
            known,
            ObstacleTo(folder, kind)
        );
    }

    private static QuarantineKind KindOf(string folder) =>
        Directory.Exists(VideoIn(folder)) ? QuarantineKind.Video
        : UploadIn(folder) is not null ? QuarantineKind.Upload
        : File.Exists(KeyIn(folder)) ? QuarantineKind.Key
        : Directory.Exists(Path.Combine(folder, "work")) ? QuarantineKind.Work
        : File.Exists(Path.Combine(folder, "streamvault.db")) ? QuarantineKind.Database
        : QuarantineKind.Other;

    private static string NameOf(QuarantineKind kind) =>
        kind switch
        {
            QuarantineKind.Video => "Unknown video",
            QuarantineKind.Upload => "Unknown upload",
            QuarantineKind.Key => "Key without a video",
            QuarantineKind.Work => "Unfinished encode",
            QuarantineKind.Database => "Replaced database",
            _ => "Unknown files",
        };

    private string? ObstacleTo(string folder, QuarantineKind kind)
    {
        switch (kind)
        {
            case QuarantineKind.Upload:
                return null;
            case QuarantineKind.Video:
                return UploadIn(folder) is not null || PublishedIn(folder) is { IsWhole: true } ? null
                    : PublishedIn(folder) is not { } published ? "Its playlist is missing."
                    : !published.HasKey ? "Its key is missing. Restore the file in keys/ from a backup."
                    : $"{published.Missing.Count} of its files are missing.";
            case QuarantineKind.Database:
                return "To use it again, stop the server and move it back into the data folder.";
            default:
                return "It holds no complete video.";
        }
    }

    /// <summary>Reads the video in an entry; its key may be in its usual place.</summary>
    internal PublishedVideo? PublishedIn(string folder) =>
        PublishedVideo.Read(
            VideoIn(folder),
            File.Exists(KeyIn(folder)) || !VideoId.TryParse(IdIn(folder), null, out var video)
                ? KeyIn(folder)
                : storage.KeyPath(video)
        );

    /// <summary>The id that an entry's name begins with; the whole name if it begins with none.</summary>
    internal static string IdIn(string folder)
    {
        const int idLength = 36;
        var name = Path.GetFileName(folder);
        return name.Length > idLength ? name[..idLength] : name;
    }

    private static QuarantineNote? NoteIn(string folder)
    {
        try
        {
            var path = Path.Combine(folder, NoteName);
            return File.Exists(path)
                ? JsonSerializer.Deserialize<QuarantineNote>(File.ReadAllBytes(path), DurableJson.Options)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Quarantine entry {Entry} was deleted at the user's request")]
        public static partial void Deleted(ILogger logger, string entry);
    }
}
