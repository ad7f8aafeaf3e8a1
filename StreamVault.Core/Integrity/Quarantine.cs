using Microsoft.Extensions.Logging;
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
    /// <summary>Lists all entries, newest first.</summary>
    public IReadOnlyList<QuarantinedItem> List() =>
        [
            .. Directory
                .GetDirectories(storage.QuarantineFolder)
                .Select(folder => EntryIn(folder).Describe())
                .OrderByDescending(item => item.QuarantinedAt)
                .ThenBy(item => item.Id, StringComparer.Ordinal),
        ];

    /// <summary>Finds an entry. Returns null if it doesn't exist.</summary>
    public QuarantinedItem? Find(string id) => FindEntry(id)?.Describe();

    /// <summary>Permanently deletes an entry.</summary>
    /// <returns>False if the entry doesn't exist.</returns>
    public bool Delete(string id)
    {
        if (FindEntry(id) is not { } entry)
        {
            return false;
        }

        Directory.Delete(entry.Folder, recursive: true);
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
        var entry = EntryIn(folder);
        var from = things.Select(thing => Path.GetRelativePath(storage.Root, thing.Path));
        // The note is written first, so that a crash in between leaves no file without an explanation.
        DurableJson.Save(
            Path.Combine(folder, QuarantineEntry.NoteName),
            new QuarantineNote(1, clock.GetUtcNow(), reason, [.. (entry.Note?.From ?? []).Concat(from)], name)
        );
        foreach (var (path, target) in things)
        {
            if (!VerifiedCopy.TryRename(path, Path.Combine(folder, target)))
            {
                throw new IOException(
                    $"{Path.GetRelativePath(storage.Root, path)} is on a different disk than quarantine/."
                );
            }

            VaultStorage.FlushFolder(Path.GetDirectoryName(path)!);
        }

        events.Publish(new QuarantineChange());
        return entry.Describe();
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
        if (names.All(name => name is QuarantineEntry.NoteName or VaultStorage.SidecarName))
        {
            Directory.Delete(folder, recursive: true);
            events.Publish(new QuarantineChange());
        }
    }

    /// <summary>Finds the folder of an entry. Returns null if it doesn't exist.</summary>
    internal QuarantineEntry? FindEntry(string id) =>
        // Compares the id with existing entries, so that it can't refer to another folder.
        Directory.GetDirectories(storage.QuarantineFolder).Select(EntryIn).FirstOrDefault(entry => entry.Name == id);

    private string FreeFolder(string id, IEnumerable<string> names)
    {
        var folder = Path.Combine(storage.QuarantineFolder, id);
        for (var number = 2; names.Any(name => Path.Exists(Path.Combine(folder, name))); number++)
        {
            folder = Path.Combine(storage.QuarantineFolder, $"{id}-{number}");
        }

        return folder;
    }

    private QuarantineEntry EntryIn(string folder) => new(folder, storage);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Quarantine entry {Entry} was deleted at the user's request")]
        public static partial void Deleted(ILogger logger, string entry);
    }
}
