using StreamVault.Core.Entities;

namespace StreamVault.Core.Storage;

/// <summary>
/// The data folder. Every path of the vault is made here, from ids alone: no name that came from outside is ever part of
/// one. Copying the folder of a stopped server to another machine moves the vault.
/// </summary>
/// <remarks>
/// <code>
/// streamvault.db               everything durable but the bytes
/// database-copies/             the database as it was before the last upgrades
/// ballast.bin                  reserved disk space, released when the disk is full
/// keys/{video}.key             16 bytes, mode 600, in a folder of mode 700
/// videos/{video}/              playlists, encrypted segments, poster and manifest of a ready video
/// uploads/{upload}.part        bytes on their way in
/// uploads/{video}.source       an accepted upload, until it is encoded
/// originals/{video}/original   the uploaded file of a ready video, where it is kept
/// imports/{video}.file         a file from the watched folder, until it is accepted
/// imports/{video}.json         where it came from
/// work/{video}/{attempt}/      the finished chunks of a running encode
/// processes/{pid}              child programs that run now
/// deleted/{video}/             a video whose deletion is not committed yet
/// deleted/{video}-deletion     an empty file: the user deleted the video, but a full disk kept its row
/// deleted/{random}-removed/    a folder of a deleted video, being removed
/// deleted/{video}-replaced/    what a new encode of a video replaces, until that is committed
/// deleted/{video}-replaced-2/  the same, if an earlier one is still there
/// deleted/{random}-undone/     a new encode that was not committed, until what it replaced is back
/// deleted/{random}-work/       what is left of an encode, being removed
/// quarantine/{entry}/          files without a database row, with a note, until the user adopts or deletes them
/// videos/{video}/video.json    what is known about the video, to rebuild a lost database
/// uploads/{video}.json         the same of a video that is not ready yet
/// vault.json                   the settings that were chosen on pages
/// data-protection-keys/        what protects the session cookie
/// vault-id                     distinguishes this vault's cookies from those of others on the same host
/// secrets/links.key            32 bytes that encrypt the links which pages show again
/// data-protection-keys/        keys that protect cookies and forms; a session also needs its secret
/// </code>
/// </remarks>
public sealed partial class VaultStorage
{
    private const string WorkSuffix = "-work";
    private const string RemovedSuffix = "-removed";
    private const string ReplacedSuffix = "-replaced";
    private const string UndoneSuffix = "-undone";
    private const string SourceSuffix = ".source";

    private readonly List<(string Name, string? Refusal)> _tightened = [];

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Opens the folder, making what is missing.</summary>
    /// <param name="root">The data folder, as an absolute path.</param>
    /// <exception cref="IOException">The folder can't be made or written.</exception>
    public VaultStorage(string root)
    {
        Root = Path.GetFullPath(root);
        MeasureFree = () => new DriveInfo(Root).AvailableFreeSpace;
        foreach (
            var folder in (string[])
                [
                    "",
                    "database-copies",
                    "keys",
                    "videos",
                    "uploads",
                    "originals",
                    "imports",
                    "work",
                    "processes",
                    "deleted",
                    "quarantine",
                    "secrets",
                    "data-protection-keys",
                ]
        )
        {
            CreatePrivateFolder(Path.Combine(Root, folder));
            Tighten(folder);
        }

        // SQLite gives the files beside the database the database's own permissions.
        foreach (var file in (string[])["streamvault.db", "streamvault.db-wal", "streamvault.db-shm"])
        {
            Tighten(file);
        }
    }

    /// <summary>
    /// What other accounts had access to until this storage was opened: the name and, if they still have it, why.
    /// </summary>
    internal IReadOnlyList<(string Name, string? Refusal)> Tightened => _tightened;

    private void Tighten(string name)
    {
        try
        {
            if (PrivateMode.Tighten(Path.Combine(Root, name)) is not null)
            {
                _tightened.Add((name, null));
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // A folder of another account, such as a mounted share, does not prevent startup.
            _tightened.Add((name, e.Message));
        }
    }

    /// <summary>The data folder, absolute.</summary>
    public string Root { get; }

    /// <summary>The SQLite file.</summary>
    public string DatabasePath => Path.Combine(Root, "streamvault.db");

    /// <summary>The <see cref="Ballast"/>.</summary>
    public string BallastPath => Path.Combine(Root, "ballast.bin");

    /// <summary>Copies of the database from before upgrades.</summary>
    public string DatabaseCopiesFolder => Path.Combine(Root, "database-copies");

    /// <summary>Held open by the one server that may use this folder.</summary>
    public string LockPath => Path.Combine(Root, "server.lock");

    /// <summary>Identifies this vault; not secret.</summary>
    public string IdPath => Path.Combine(Root, "vault-id");

    /// <summary>The key that encrypts the secrets of links.</summary>
    public string LinkKeyPath => Path.Combine(Root, "secrets", "links.key");

    /// <summary>Where ASP.NET keeps the keys that protect the session cookie.</summary>
    public string DataProtectionKeysFolder => Path.Combine(Root, "data-protection-keys");

    /// <summary>Accepted and arriving uploads.</summary>
    public string UploadsFolder => Path.Combine(Root, "uploads");

    /// <summary>Files that are being moved in from the watched folder.</summary>
    public string ImportsFolder => Path.Combine(Root, "imports");

    /// <summary>Work folders, one a video.</summary>
    public string AllWorkFolder => Path.Combine(Root, "work");

    /// <summary>Which child programs run now, a file each.</summary>
    public string ProcessesFolder => Path.Combine(Root, "processes");

    /// <summary>Ready videos, a folder each.</summary>
    public string VideosFolder => Path.Combine(Root, "videos");

    /// <summary>The video's AES-128 key: 16 bytes.</summary>
    public string KeyPath(VideoId video) => Path.Combine(Root, "keys", $"{video}.key");

    /// <summary>The folder of a ready video. Exists only when everything in it is whole.</summary>
    public string VideoFolder(VideoId video) => Path.Combine(VideosFolder, video.ToString());

    /// <summary>The video's still picture.</summary>
    public string PosterPath(VideoId video) => Path.Combine(VideoFolder(video), "poster.jpg");

    /// <summary>Where the bytes of an upload under way go.</summary>
    public string PartialUploadPath(Guid upload) => Path.Combine(UploadsFolder, $"{upload:D}.part");

    /// <summary>The accepted upload of a video.</summary>
    public string SourcePath(VideoId video) => Path.Combine(UploadsFolder, $"{video}{SourceSuffix}");

    /// <summary>Where uploaded files are kept, a folder each.</summary>
    public string OriginalsFolder => Path.Combine(Root, "originals");

    /// <summary>The uploaded file of a ready video, where it is kept.</summary>
    public string OriginalPath(VideoId video) => Path.Combine(OriginalFolder(video), "original");

    /// <summary>Whether the uploaded file of a video is kept.</summary>
    public bool HasOriginal(VideoId video) => File.Exists(OriginalPath(video));

    /// <summary>What an encode of the video reads: the upload, or for a ready video the kept original.</summary>
    public string PathToEncode(VideoId video) =>
        !File.Exists(SourcePath(video)) && HasOriginal(video) ? OriginalPath(video) : SourcePath(video);

    /// <summary>A file that will be this video; there only when it is whole.</summary>
    public string ImportPath(VideoId video) => Path.Combine(ImportsFolder, $"{video}.file");

    /// <summary>What is known of the file that will be this video.</summary>
    public string ImportNotePath(VideoId video) => Path.Combine(ImportsFolder, $"{video}.json");

    /// <summary>Everything that encodes of this video left so far.</summary>
    public string WorkFolder(VideoId video) => Path.Combine(AllWorkFolder, video.ToString());

    /// <summary>The folder of one attempt alone.</summary>
    /// <param name="video">The video.</param>
    /// <param name="lease">The fencing token of the attempt's lease.</param>
    public string AttemptFolder(VideoId video, Guid lease) => Path.Combine(WorkFolder(video), lease.ToString("D"));

    /// <summary>Bytes that can still be written to the disk of the data folder.</summary>
    public long FreeBytes => MeasureFree();

    /// <summary>How the free room is measured.</summary>
    internal Func<long> MeasureFree { get; set; }

    /// <summary>Size in bytes of the disk of the data folder.</summary>
    public long DiskBytes => new DriveInfo(Root).TotalSize;

    /// <summary>Makes the folder, with its parents, readable by the server's own account only.</summary>
    public static void CreatePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    /// <summary>Makes a new file that only the server's own account may read and write.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static FileStream CreatePrivateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Makes the bytes of a file survive a power cut. Call before the rename that makes the file count.</summary>
    public static void Flush(string path)
    {
        // Only Windows requires write access; a user's file may be read-only.
        using var file = File.OpenHandle(
            path,
            FileMode.Open,
            OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read
        );
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Makes the names in a folder survive a power cut. Call after the rename, where something else relies on it.</summary>
    public static void FlushFolder(string folder) => FolderFlush.Run(folder);

    /// <summary>Bytes in all files below a folder; 0 if there is no such folder.</summary>
    public static long SizeOf(string folder) =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
            : 0;

    /// <summary>Bytes in the segments of one quality of a ready video; 0 if there is none of that name.</summary>
    public long SizeOfQuality(VideoId video, string quality) =>
        Directory.Exists(VideoFolder(video))
            ? new DirectoryInfo(VideoFolder(video)).EnumerateFiles($"{quality}_*").Sum(file => file.Length)
            : 0;

    /// <summary>How many files the vault holds of a video, and their bytes: upload or original, work, result and key.</summary>
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

    /// <summary>Takes a video's folder out of sight in one step; <see cref="Restore"/> brings it back.</summary>
    public void SetAside(VideoId video)
    {
        if (Directory.Exists(VideoFolder(video)))
        {
            Directory.Move(VideoFolder(video), DeletedFolder(video));
        }
    }

    /// <summary>Brings back what <see cref="SetAside"/> took out of sight.</summary>
    public void Restore(VideoId video)
    {
        if (Directory.Exists(DeletedFolder(video)) && !Directory.Exists(VideoFolder(video)))
        {
            Directory.Move(DeletedFolder(video), VideoFolder(video));
        }
    }

    /// <summary>Videos that were set aside and neither restored nor removed: a crash came between.</summary>
    public IEnumerable<VideoId> SetAsideVideos =>
        Directory
            .EnumerateDirectories(Path.Combine(Root, "deleted"))
            .Where(folder => VideoId.TryParse(Path.GetFileName(folder), null, out _))
            .Select(folder => VideoId.Parse(Path.GetFileName(folder), null));

    /// <summary>Removes every byte of a video that was deleted. Safe to repeat.</summary>
    public void Remove(VideoId video)
    {
        RemoveWork(video);
        // Renaming is fast. After a crash from here on, the next start deletes the renamed folders.
        var removed = (
            (string[])
                [
                    VideoFolder(video),
                    DeletedFolder(video),
                    .. ReplacedFolders(video).Select(replaced => replaced.Path),
                    OriginalFolder(video),
                ]
        )
            .Select(folder => MoveAside(folder, RemovedSuffix))
            .OfType<string>()
            .ToList();
        RemoveSource(video);
        File.Delete(KeyPath(video));
        foreach (var folder in removed)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Removes the accepted upload of a video, with its sidecar. Safe to repeat.</summary>
    public void RemoveSource(VideoId video)
    {
        File.Delete(SourcePath(video));
        File.Delete(SourceSidecarPath(video));
    }

    /// <summary>
    /// Moves the uploaded file of a video to where it is kept, for good. Never replaces an original. Safe to repeat.
    /// </summary>
    /// <returns>False if there is no upload to keep, or there is an original already; the upload then stays.</returns>
    public bool KeepOriginal(VideoId video)
    {
        if (!File.Exists(SourcePath(video)) || HasOriginal(video))
        {
            return false;
        }

        CreatePrivateFolder(OriginalFolder(video));
        File.Move(SourcePath(video), OriginalPath(video), overwrite: false);
        File.Delete(SourceSidecarPath(video));
        FolderFlush.Run(OriginalFolder(video));
        FolderFlush.Run(OriginalsFolder);
        return true;
    }

    /// <summary>Removes the kept upload of a video. Safe to repeat.</summary>
    public void RemoveOriginal(VideoId video)
    {
        if (Directory.Exists(OriginalFolder(video)))
        {
            Directory.Delete(OriginalFolder(video), recursive: true);
        }
    }

    /// <summary>Videos whose uploaded file is kept.</summary>
    public IEnumerable<VideoId> VideosWithOriginal => VideosNamedBy(Directory.GetDirectories(OriginalsFolder));

    /// <summary>Videos whose accepted upload is there.</summary>
    public IEnumerable<VideoId> VideosWithSource =>
        VideosNamedBy(Directory.GetFiles(UploadsFolder, "*" + SourceSuffix).Select(Path.GetFileNameWithoutExtension)!);

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

    /// <summary>
    /// Removes everything that encodes of a video left. The folder is moved away first, so that a program which is just
    /// being stopped finds no place to put another file. Safe to repeat.
    /// </summary>
    public void RemoveWork(VideoId video)
    {
        if (MoveAside(WorkFolder(video), WorkSuffix) is { } aside)
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    /// <returns>Where the folder is now; null if there was none.</returns>
    private string? MoveAside(string folder, string suffix)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var aside = Path.Combine(Root, "deleted", $"{Guid.NewGuid():D}{suffix}");
        try
        {
            Directory.Move(folder, aside);
            return aside;
        }
        catch (DirectoryNotFoundException)
        {
            // May be called at the same time by a user who deletes the video and by its worker.
            return null;
        }
    }

    /// <summary>
    /// Finishes every <see cref="RemoveWork"/> and <see cref="Remove"/> that a crash interrupted. Call once at start.
    /// </summary>
    public void FinishRemovals()
    {
        // What an undone encode replaced is whole, here or in its place.
        foreach (var folder in Directory.GetDirectories(Path.Combine(Root, "deleted"), "*" + UndoneSuffix))
        {
            MoveAside(folder, RemovedSuffix);
        }

        foreach (var suffix in (string[])[WorkSuffix, RemovedSuffix])
        {
            foreach (var folder in Directory.GetDirectories(Path.Combine(Root, "deleted"), "*" + suffix))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Videos that an encode left something of.</summary>
    public IEnumerable<VideoId> VideosWithWork =>
        Directory
            .GetDirectories(AllWorkFolder)
            .Where(folder => VideoId.TryParse(Path.GetFileName(folder), null, out _))
            .Select(folder => VideoId.Parse(Path.GetFileName(folder), null));

    private string OriginalFolder(VideoId video) => Path.Combine(OriginalsFolder, video.ToString());

    private string DeletedFolder(VideoId video) => Path.Combine(Root, "deleted", video.ToString());
}
