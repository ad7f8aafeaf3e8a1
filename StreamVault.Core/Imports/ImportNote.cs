using System.Text.Json;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Imports;

/// <summary>
/// Says of a file that is being moved in where it came from and what video it will be: safe on disk before the file is
/// touched, and gone only when the file is a video or back in its folder. Whatever happens in between, the next start goes
/// on from it.
/// </summary>
/// <param name="Video">The video it will be.</param>
/// <param name="Root">The watched folder, absolute.</param>
/// <param name="From">Where it lay, absolute.</param>
/// <param name="Bytes">Its size there.</param>
/// <param name="ModifiedAt">When it was last written there.</param>
internal sealed record ImportNote(VideoId Video, string Root, string From, long Bytes, DateTime ModifiedAt)
{
    /// <summary>Its name.</summary>
    public string Name => Path.GetFileName(From);

    /// <summary>The file as it lay in its folder.</summary>
    public SeenFile Original => new(From, Bytes, ModifiedAt);

    /// <summary>Makes it safe. Its name comes last, so that a note is never half a note.</summary>
    public void Save(VaultStorage storage)
    {
        var path = storage.ImportNotePath(Video);
        var unnamed = path + ".new";
        File.WriteAllBytes(unnamed, JsonSerializer.SerializeToUtf8Bytes(this));
        VaultStorage.Flush(unnamed);
        File.Move(unnamed, path, overwrite: true);
        VaultStorage.FlushFolder(storage.ImportsFolder);
    }

    /// <summary>Forgets it.</summary>
    public void Remove(VaultStorage storage) => File.Delete(storage.ImportNotePath(Video));

    /// <summary>Every note there is, oldest first.</summary>
    public static IReadOnlyList<ImportNote> All(VaultStorage storage) =>
        [
            .. Directory
                .GetFiles(storage.ImportsFolder, "*.json")
                .Order(StringComparer.Ordinal)
                .Select(path => JsonSerializer.Deserialize<ImportNote>(File.ReadAllBytes(path))!),
        ];
}
