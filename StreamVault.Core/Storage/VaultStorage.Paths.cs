using StreamVault.Core.Entities;

namespace StreamVault.Core.Storage;

public sealed partial class VaultStorage
{
    private const string SourceSuffix = ".source";

    /// <summary>The name of a sidecar in the folder of its video.</summary>
    internal const string SidecarName = "video.json";

    /// <summary>The name of a sidecar that could not be read and was kept.</summary>
    internal const string PreviousSidecarName = "video.previous.json";

    /// <summary>The name of a moving preview in the folder of its video.</summary>
    internal const string PreviewName = "preview.jpg";

    /// <summary>The start of the names of seek previews in the folder of their video.</summary>
    internal const string SeekPreviewsName = "seek-previews";

    private const string SidecarSuffix = ".json";
    private const string PartialSuffix = ".part";

    /// <summary>The SQLite file.</summary>
    public string DatabasePath => Path.Combine(Root, "streamvault.db");

    /// <summary>The <see cref="Ballast"/>.</summary>
    public string BallastPath => Path.Combine(Root, "ballast.bin");

    /// <summary>Copies of the database from before upgrades.</summary>
    public string DatabaseCopiesFolder => Path.Combine(Root, "database-copies");

    /// <summary>The lock file that the running server keeps open.</summary>
    public string LockPath => Path.Combine(Root, "server.lock");

    /// <summary>The id of this vault; not secret.</summary>
    public string IdPath => Path.Combine(Root, "vault-id");

    /// <summary>The key that encrypts the secrets of links.</summary>
    public string LinkKeyPath => Path.Combine(Root, "secrets", "links.key");

    /// <summary>ASP.NET's keys for protecting the session cookie.</summary>
    public string DataProtectionKeysFolder => Path.Combine(Root, "data-protection-keys");

    /// <summary>Accepted and unfinished uploads.</summary>
    public string UploadsFolder => Path.Combine(Root, "uploads");

    /// <summary>Files that are being imported from the watched folder.</summary>
    public string ImportsFolder => Path.Combine(Root, "imports");

    /// <summary>Work files of encodes, a folder per video.</summary>
    public string AllWorkFolder => Path.Combine(Root, "work");

    /// <summary>Running child programs, a file each.</summary>
    public string ProcessesFolder => Path.Combine(Root, "processes");

    /// <summary>Ready videos, a folder each.</summary>
    public string VideosFolder => Path.Combine(Root, "videos");

    /// <summary>Kept originals, a folder each.</summary>
    public string OriginalsFolder => Path.Combine(Root, "originals");

    /// <summary>Files without a database row, a folder per entry.</summary>
    public string QuarantineFolder => Path.Combine(Root, "quarantine");

    /// <summary>The settings that were changed in the browser.</summary>
    public string ChosenSettingsPath => Path.Combine(Root, "vault.json");

    /// <summary>The albums, people and decisions about similar videos.</summary>
    public string OrganizationPath => Path.Combine(Root, "library.json");

    /// <summary>What <see cref="OrganizationPath"/> contained when a start found a different database.</summary>
    public string PreviousOrganizationPath => Path.Combine(Root, "library.previous.json");

    /// <summary>Pictures of people's faces. A missing one is made again while its video exists.</summary>
    public string PeopleFolder => Path.Combine(Root, "people");

    /// <summary>The video's AES-128 key: 16 bytes.</summary>
    public string KeyPath(VideoId video) => Path.Combine(Root, "keys", $"{video}.key");

    /// <summary>The folder of a ready video. It exists only once it is complete.</summary>
    public string VideoFolder(VideoId video) => Path.Combine(VideosFolder, video.ToString());

    /// <summary>The poster image of a ready video.</summary>
    public string PosterPath(VideoId video) => Path.Combine(VideoFolder(video), "poster.jpg");

    /// <summary>The moving preview of a ready video. It is made some time after the video is ready.</summary>
    public string PreviewPath(VideoId video) => Path.Combine(VideoFolder(video), PreviewName);

    /// <summary>The description of the seek previews of a ready video, which are made some time after it is ready.</summary>
    public string SeekPreviewsPath(VideoId video) => Path.Combine(VideoFolder(video), $"{SeekPreviewsName}.json");

    /// <summary>A sheet of seek previews. The first has number 1.</summary>
    public string SeekPreviewSheetPath(VideoId video, int sheet) =>
        Path.Combine(VideoFolder(video), $"{SeekPreviewsName}-{sheet}.jpg");

    /// <summary>A playlist of a ready video.</summary>
    /// <param name="video">The video.</param>
    /// <param name="name">The name of a quality, or <c>master</c>.</param>
    internal string PlaylistPath(VideoId video, string name) => Path.Combine(VideoFolder(video), $"{name}.m3u8");

    /// <summary>The sidecar of a video that has a folder.</summary>
    public string SidecarPath(VideoId video) => Path.Combine(VideoFolder(video), SidecarName);

    /// <summary>What <see cref="SidecarPath"/> contained when it was damaged or from a later version.</summary>
    public string PreviousSidecarPath(VideoId video) => Path.Combine(VideoFolder(video), PreviousSidecarName);

    /// <summary>The sidecar of a video that is not ready yet.</summary>
    public string SourceSidecarPath(VideoId video) => Path.Combine(UploadsFolder, $"{video}{SidecarSuffix}");

    /// <summary>The file of an unfinished upload.</summary>
    public string PartialUploadPath(Guid upload) => Path.Combine(UploadsFolder, $"{upload:D}.part");

    /// <summary>The accepted upload of a video.</summary>
    public string SourcePath(VideoId video) => Path.Combine(UploadsFolder, $"{video}{SourceSuffix}");

    /// <summary>The kept original of a ready video.</summary>
    public string OriginalPath(VideoId video) => Path.Combine(OriginalFolder(video), "original");

    /// <summary>Whether the original of a video is kept.</summary>
    public bool HasOriginal(VideoId video) => File.Exists(OriginalPath(video));

    /// <summary>The input of an encode: the accepted upload, or the kept original of a ready video.</summary>
    public string PathToEncode(VideoId video) =>
        !File.Exists(SourcePath(video)) && HasOriginal(video) ? OriginalPath(video) : SourcePath(video);

    /// <summary>A file from the watched folder that will be this video. It exists only once it is complete.</summary>
    public string ImportPath(VideoId video) => Path.Combine(ImportsFolder, $"{video}.file");

    /// <summary>The note of that import.</summary>
    public string ImportNotePath(VideoId video) => Path.Combine(ImportsFolder, $"{video}.json");

    /// <summary>An unfinished copy from the watched folder.</summary>
    public string PartialImportPath(VideoId video) => ImportPath(video) + PartialSuffix;

    /// <summary>The work files of all encodes of this video.</summary>
    public string WorkFolder(VideoId video) => Path.Combine(AllWorkFolder, video.ToString());

    /// <summary>The saved probe of an accepted upload.</summary>
    internal string ProbePath(VideoId video) => ProbePathIn(WorkFolder(video));

    /// <summary>The saved probe in the work folder of a video.</summary>
    internal static string ProbePathIn(string workFolder) => Path.Combine(workFolder, "probe.json");

    /// <summary>The folder of one attempt.</summary>
    /// <param name="video">The video.</param>
    /// <param name="lease">The token of the attempt's lease.</param>
    public string AttemptFolder(VideoId video, Guid lease) => Path.Combine(WorkFolder(video), lease.ToString("D"));

    private string OriginalFolder(VideoId video) => Path.Combine(OriginalsFolder, video.ToString());

    private string DeletedFolder(VideoId video) => Path.Combine(Root, "deleted", video.ToString());
}
