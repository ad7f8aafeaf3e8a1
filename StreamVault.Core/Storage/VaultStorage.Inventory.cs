using StreamVault.Core.Library;

namespace StreamVault.Core.Storage;

public sealed partial class VaultStorage
{
    /// <summary>What a sidecar is called in the folder of its video.</summary>
    internal const string SidecarName = "video.json";

    private const string SidecarSuffix = ".json";
    private const string PartialSuffix = ".part";

    /// <summary>Files without a database row, a folder each.</summary>
    public string QuarantineFolder => Path.Combine(Root, "quarantine");

    /// <summary>The settings that were chosen on pages.</summary>
    public string ChosenSettingsPath => Path.Combine(Root, "vault.json");

    /// <summary>What is known about a video that has a folder.</summary>
    public string SidecarPath(VideoId video) => Path.Combine(VideoFolder(video), SidecarName);

    /// <summary>What is known about a video that is not ready yet.</summary>
    public string SourceSidecarPath(VideoId video) => Path.Combine(UploadsFolder, $"{video}{SidecarSuffix}");

    /// <summary>Videos that have a folder.</summary>
    public IEnumerable<VideoId> VideosWithFolder => VideosNamedBy(Directory.GetDirectories(VideosFolder));

    /// <summary>Videos that have a key.</summary>
    public IEnumerable<VideoId> VideosWithKey =>
        VideosNamedBy(
            Directory.GetFiles(Path.Combine(Root, "keys"), "*.key").Select(Path.GetFileNameWithoutExtension)!
        );

    /// <summary>Videos that have a sidecar in the uploads folder.</summary>
    public IEnumerable<VideoId> VideosWithSourceSidecar =>
        VideosNamedBy(Directory.GetFiles(UploadsFolder, "*" + SidecarSuffix).Select(Path.GetFileNameWithoutExtension)!);

    /// <summary>Videos of which a file from the watched folder, or the beginning of one, is there.</summary>
    public IEnumerable<VideoId> VideosWithImport =>
        VideosNamedBy(Directory.GetFiles(ImportsFolder, "*.file*").Select(path => Path.GetFileName(path).Split('.')[0]))
            .Distinct();

    /// <summary>Files whose upload has not ended, whatever their names.</summary>
    public IEnumerable<string> PartialUploads => Directory.GetFiles(UploadsFolder, "*" + PartialSuffix);

    /// <summary>A copy from the watched folder that is not whole yet.</summary>
    public string PartialImportPath(VideoId video) => ImportPath(video) + PartialSuffix;

    /// <summary>Every place in which something of a video can be, with the name it gets in quarantine.</summary>
    internal IEnumerable<(string Path, string Name)> PlacesOf(VideoId video) =>
        [
            (VideoFolder(video), "video"),
            (DeletedFolder(video), "video"),
            (KeyPath(video), "key"),
            (OriginalPath(video), "original"),
            (SourcePath(video), "source"),
            (SourceSidecarPath(video), SidecarName),
            (ImportPath(video), "import"),
            (PartialImportPath(video), "import.part"),
        ];

    /// <summary>Makes the kept original of a video its waiting upload again.</summary>
    public void ReturnOriginal(VideoId video)
    {
        File.Move(OriginalPath(video), SourcePath(video), overwrite: false);
        FolderFlush.Run(UploadsFolder);
        FolderFlush.Run(OriginalFolder(video));
    }

    /// <summary>What the folder holds that a person could miss; null if it holds nothing of the kind.</summary>
    /// <param name="onTheirWay">Whether files count that are not accepted yet.</param>
    internal string? Holdings(bool onTheirWay)
    {
        // The watched folder continues with what has a note.
        var sources = VideosWithSource.Count(id => onTheirWay || !File.Exists(ImportNotePath(id)));
        var counts = ((int Count, string One, string Many)[])
            [
                (VideosWithFolder.Count(), "video", "videos"),
                (VideosWithKey.Count(), "key", "keys"),
                (sources + (onTheirWay ? PartialUploads.Count() : 0), "upload", "uploads"),
                (VideosWithOriginal.Count(id => File.Exists(OriginalPath(id))), "original", "originals"),
                (
                    onTheirWay ? VideosWithImport.Count() : 0,
                    "file from the watched folder",
                    "files from the watched folder"
                ),
            ];
        var parts = counts
            .Where(count => count.Count > 0)
            .Select(count => $"{count.Count} {(count.Count == 1 ? count.One : count.Many)}")
            .ToList();
        return parts.Count == 0 ? null
            : parts.Count == 1 ? parts[0]
            : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
    }
}
