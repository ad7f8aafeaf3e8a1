using StreamVault.Core.Entities;

namespace StreamVault.Core.Storage;

public sealed partial class VaultStorage
{
    /// <summary>The name of a sidecar in the folder of its video.</summary>
    internal const string SidecarName = "video.json";

    private const string SidecarSuffix = ".json";
    private const string PartialSuffix = ".part";

    /// <summary>Files without a database row, a folder each.</summary>
    public string QuarantineFolder => Path.Combine(Root, "quarantine");

    /// <summary>The settings that were chosen on pages.</summary>
    public string ChosenSettingsPath => Path.Combine(Root, "vault.json");

    /// <summary>The sidecar of a video that has a folder.</summary>
    public string SidecarPath(VideoId video) => Path.Combine(VideoFolder(video), SidecarName);

    /// <summary>The sidecar of a video that is not ready yet.</summary>
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

    /// <summary>Videos with a complete or partial file from the watched folder.</summary>
    public IEnumerable<VideoId> VideosWithImport =>
        VideosNamedBy(Directory.GetFiles(ImportsFolder, "*.file*").Select(path => Path.GetFileName(path).Split('.')[0]))
            .Distinct();

    /// <summary>Files of unfinished uploads, whatever their names.</summary>
    public IEnumerable<string> PartialUploads => Directory.GetFiles(UploadsFolder, "*" + PartialSuffix);

    /// <summary>An unfinished copy from the watched folder.</summary>
    public string PartialImportPath(VideoId video) => ImportPath(video) + PartialSuffix;

    /// <summary>All possible paths of a video's files, with their names in quarantine.</summary>
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

    /// <summary>
    /// Whether the content of a video is stored: its uploaded file, or everything that plays it. A row alone is no proof.
    /// </summary>
    internal bool HoldsContentOf(VideoId video) =>
        File.Exists(SourcePath(video))
        || File.Exists(OriginalPath(video))
        || PublishedVideo.Read(this, video) is { IsWhole: true };

    /// <summary>Makes the folder of a video's original.</summary>
    /// <returns>The path of the original.</returns>
    internal string MakeOriginalPlace(VideoId video)
    {
        CreatePrivateFolder(OriginalFolder(video));
        FolderFlush.Run(OriginalsFolder);
        return OriginalPath(video);
    }

    /// <summary>Describes the user's files in the folder; null if there are none.</summary>
    /// <param name="includePending">Whether to count files that are not accepted yet.</param>
    internal string? Holdings(bool includePending)
    {
        // The watched folder continues imports that have a note.
        var sources = VideosWithSource.Count(id => includePending || !File.Exists(ImportNotePath(id)));
        var counts = ((int Count, string One, string Many)[])
            [
                (VideosWithFolder.Count(), "video", "videos"),
                (VideosWithKey.Count(), "key", "keys"),
                (sources + (includePending ? PartialUploads.Count() : 0), "upload", "uploads"),
                (VideosWithOriginal.Count(id => File.Exists(OriginalPath(id))), "original", "originals"),
                (
                    includePending ? VideosWithImport.Count() : 0,
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
