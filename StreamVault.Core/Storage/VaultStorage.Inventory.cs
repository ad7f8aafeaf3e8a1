using StreamVault.Core.Entities;

namespace StreamVault.Core.Storage;

public sealed partial class VaultStorage
{
    /// <summary>Videos with a folder.</summary>
    public IEnumerable<VideoId> VideosWithFolder => VideosNamedBy(Directory.GetDirectories(VideosFolder));

    /// <summary>Videos with a key.</summary>
    public IEnumerable<VideoId> VideosWithKey =>
        VideosNamedBy(
            Directory.GetFiles(Path.Combine(Root, "keys"), "*.key").Select(Path.GetFileNameWithoutExtension)!
        );

    /// <summary>Videos with a kept original.</summary>
    public IEnumerable<VideoId> VideosWithOriginal => VideosNamedBy(Directory.GetDirectories(OriginalsFolder));

    /// <summary>Videos with an accepted upload.</summary>
    public IEnumerable<VideoId> VideosWithSource =>
        VideosNamedBy(Directory.GetFiles(UploadsFolder, "*" + SourceSuffix).Select(Path.GetFileNameWithoutExtension)!);

    /// <summary>Videos with a sidecar in the uploads folder.</summary>
    public IEnumerable<VideoId> VideosWithSourceSidecar =>
        VideosNamedBy(Directory.GetFiles(UploadsFolder, "*" + SidecarSuffix).Select(Path.GetFileNameWithoutExtension)!);

    /// <summary>Videos with a complete or partial file from the watched folder.</summary>
    public IEnumerable<VideoId> VideosWithImport =>
        VideosNamedBy(Directory.GetFiles(ImportsFolder, "*.file*").Select(path => Path.GetFileName(path).Split('.')[0]))
            .Distinct();

    /// <summary>Videos with a work folder.</summary>
    public IEnumerable<VideoId> VideosWithWork =>
        Directory
            .GetDirectories(AllWorkFolder)
            .Where(folder => VideoId.TryParse(Path.GetFileName(folder), null, out _))
            .Select(folder => VideoId.Parse(Path.GetFileName(folder), null));

    /// <summary>Files of unfinished uploads, including those without a valid id.</summary>
    public IEnumerable<string> PartialUploads => Directory.GetFiles(UploadsFolder, "*" + PartialSuffix);

    /// <summary>All possible paths of a video's files, with their names in quarantine.</summary>
    internal IEnumerable<(string Path, string Name)> FilesOf(VideoId video) =>
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
    /// Whether the content of a video is stored: its uploaded file, or everything that plays it. A row alone does not prove it.
    /// </summary>
    internal bool HoldsContentOf(VideoId video) =>
        File.Exists(SourcePath(video))
        || File.Exists(OriginalPath(video))
        || PublishedVideo.Read(this, video) is { IsWhole: true };

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

    /// <summary>Bytes in all files in a folder and its subfolders; 0 if it doesn't exist.</summary>
    public static long SizeOf(string folder) =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
            : 0;

    /// <summary>Bytes in the files of unfinished uploads.</summary>
    public long SizeOfPartialUploads() =>
        new DirectoryInfo(UploadsFolder).EnumerateFiles("*" + PartialSuffix).Sum(file => file.Length);

    /// <summary>Bytes in the segments of one quality of a ready video; 0 if it doesn't have that quality.</summary>
    public long SizeOfQuality(VideoId video, string quality) =>
        Directory.Exists(VideoFolder(video))
            ? new DirectoryInfo(VideoFolder(video)).EnumerateFiles($"{quality}_*").Sum(file => file.Length)
            : 0;

    /// <summary>The number and bytes of all files of a video: upload or original, work files, result and key.</summary>
    public (int Files, long Bytes) Measure(VideoId video)
    {
        var inFolders = ((string[])[VideoFolder(video), WorkFolder(video), OriginalFolder(video)])
            .Where(Directory.Exists)
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories));
        var alone = ((string[])[SourcePath(video), KeyPath(video)])
            .Select(path => new FileInfo(path))
            .Where(file => file.Exists);
        return inFolders.Concat(alone).Aggregate((0, 0L), (sum, file) => (sum.Item1 + 1, sum.Item2 + file.Length));
    }

    private static IEnumerable<VideoId> VideosNamedBy(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (VideoId.TryParse(Path.GetFileName(path), null, out var video))
            {
                yield return video;
            }
        }
    }
}
