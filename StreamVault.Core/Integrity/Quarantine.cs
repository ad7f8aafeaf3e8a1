using System.Text.Json;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Manages files without a database row. Each entry is a folder in <c>quarantine/</c> with a note that gives the
/// reason. Only the user adopts or deletes entries. Thread-safe for calls with different entries.
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

    /// <summary>Lists all entries, newest first.</summary>
    public IReadOnlyList<QuarantinedItem> List() =>
        [
            .. Directory
                .GetDirectories(storage.QuarantineFolder)
                .Select(Read)
                .OrderByDescending(item => item.QuarantinedAt)
                .ThenBy(item => item.Id, StringComparer.Ordinal),
        ];

    /// <summary>Finds an entry. Returns null if it doesn't exist.</summary>
    public QuarantinedItem? Find(string id) => Folder(id) is { } folder ? Read(folder) : null;

    /// <summary>Permanently deletes an entry.</summary>
    /// <returns>False if the entry doesn't exist.</returns>
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

    /// <summary>Moves files and folders into an entry. Anything that can't be moved stays where it is.</summary>
    /// <param name="id">
    /// The name of the entry. A number is added if an entry with that name already contains such a file.
    /// </param>
    /// <param name="reason">The reason, as a sentence.</param>
    /// <param name="things">The files and folders to move, and their names in the entry; at least one.</param>
    /// <param name="name">The display name, if there is no sidecar.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="IOException">Something can't be moved, for example because it is on another disk.</exception>
    /// <exception cref="UnauthorizedAccessException">Something can't be moved because access is denied.</exception>
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
        // The note is written first, so that a crash in between leaves no file without an explanation.
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

    /// <summary>Moves files of an entry back to their original paths, unless a file already exists there.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="places">The original path of each file, and its name in the entry.</param>
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

    /// <summary>Deletes an entry that contains nothing but a note and a sidecar.</summary>
    internal void RemoveIfEmpty(string folder)
    {
        // Anything else may still be needed, such as a folder without its key.
        var names = Directory.GetFileSystemEntries(folder).Select(Path.GetFileName);
        if (names.All(name => name is NoteName or VaultStorage.SidecarName))
        {
            Directory.Delete(folder, recursive: true);
            events.Publish(new QuarantineChange());
        }
    }

    /// <summary>Gets the path of an entry; null if it doesn't exist.</summary>
    internal string? Folder(string id) =>
        // Compares the id with existing entries, so that it can't refer to another folder.
        Directory.GetDirectories(storage.QuarantineFolder).FirstOrDefault(path => Path.GetFileName(path) == id);

    /// <summary>Finds the uploaded file of an entry, complete or not. Returns null if there is none.</summary>
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

    /// <summary>Reads the video in an entry. Its key may still be in the usual place.</summary>
    internal PublishedVideo? PublishedIn(string folder) =>
        PublishedVideo.Read(
            VideoIn(folder),
            File.Exists(KeyIn(folder)) || !VideoId.TryParse(IdIn(folder), null, out var video)
                ? KeyIn(folder)
                : storage.KeyPath(video)
        );

    /// <summary>
    /// Gets the id at the start of an entry's name. Returns the whole name if it doesn't start with an id.
    /// </summary>
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
