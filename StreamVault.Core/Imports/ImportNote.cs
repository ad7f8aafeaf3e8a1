using System.Text.Json;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Imports;

/// <summary>
/// Records where a file from the watched folder came from and which video it will be. It is flushed to disk before the file
/// is moved, and removed once the file is a video or back in its folder, so that the next start can continue the import.
/// </summary>
/// <param name="Video">The video it will be.</param>
/// <param name="Root">The watched folder, absolute.</param>
/// <param name="From">Its original path, absolute.</param>
/// <param name="Bytes">Its size there.</param>
/// <param name="ModifiedAt">When it was last written there.</param>
internal sealed record ImportNote(VideoId Video, string Root, string From, long Bytes, DateTime ModifiedAt)
{
    /// <summary>Its name.</summary>
    public string Name => Path.GetFileName(From);

    /// <summary>The file in its original folder.</summary>
    public SeenFile Original => new(From, Bytes, ModifiedAt);

    /// <summary>Saves it durably. It gets its name last, so that a note is never incomplete.</summary>
    public void Save(VaultStorage storage)
    {
        var path = storage.ImportNotePath(Video);
        var unnamed = path + ".new";
        File.WriteAllBytes(unnamed, JsonSerializer.SerializeToUtf8Bytes(this));
        VaultStorage.Flush(unnamed);
        File.Move(unnamed, path, overwrite: true);
        VaultStorage.FlushFolder(storage.ImportsFolder);
    }

    /// <summary>Removes it.</summary>
    public void Remove(VaultStorage storage) => File.Delete(storage.ImportNotePath(Video));

    /// <summary>All notes, oldest first.</summary>
    public static IReadOnlyList<ImportNote> All(VaultStorage storage) =>
        [
            .. Directory
                .GetFiles(storage.ImportsFolder, "*.json")
                .Order(StringComparer.Ordinal)
                .Select(path => JsonSerializer.Deserialize<ImportNote>(File.ReadAllBytes(path))!),
        ];
}
