namespace StreamVault.Core.Storage;

/// <summary>
/// The data folder. Every path in it is made here, from ids alone: no path contains a name from outside. To move the vault,
/// copy the folder of a stopped server to another machine.
/// </summary>
/// <remarks>
/// <code>
/// streamvault.db               everything except the files' bytes
/// database-copies/             copies from before the last upgrades
/// ballast.bin                  reserved disk space, released when the disk is full
/// keys/{video}.key             16 bytes, mode 600, in a folder of mode 700
/// videos/{video}/              playlists, encrypted segments, poster and manifest of a ready video
/// videos/{video}/uploaded-*    subtitle files that the user added, listed in subtitles.json
/// uploads/{upload}.part        an upload that is being received
/// uploads/{video}.source       an accepted upload, until it is encoded
/// originals/{video}/original   the uploaded file of a ready video, where it is kept
/// imports/{video}.file         a file from the watched folder, until it is accepted
/// imports/{video}.json         where it came from
/// work/{video}/{attempt}/      the finished chunks of a running encode
/// work/{video}/probe.json      what FFprobe reported about the upload; may be lost
/// processes/{pid}              running child programs
/// deleted/{video}/             a video whose deletion is not committed yet
/// deleted/{video}-deletion     an empty file: the user deleted the video, but a full disk kept its row
/// deleted/{random}-removed/    a folder of a deleted video, being removed
/// deleted/{video}-replaced/    the result that a new encode replaces, until that is committed
/// deleted/{video}-replaced-2/  the same, if an earlier one still exists
/// deleted/{random}-undone/     a new encode that was not committed, until the replaced result is back
/// deleted/{random}-work/       work files of an encode, being removed
/// quarantine/{entry}/          files without a database row, with a note, until the user adopts or deletes them
/// videos/{video}/video.json    the video's details, to rebuild a lost database
/// uploads/{video}.json         the same for a video that is not ready yet
/// vault.json                   settings changed in the browser
/// library.json                 albums, people and similar videos
/// vault-id                     distinguishes this vault's cookies from those of others on the same host
/// secrets/links.key            32 bytes that encrypt the links which pages show again
/// data-protection-keys/        keys that protect cookies and forms; a session also needs its secret
/// </code>
/// </remarks>
public sealed partial class VaultStorage
{
    private readonly List<(string Name, string? Refusal)> _tightened = [];

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Opens the folder and creates missing subfolders.</summary>
    /// <param name="root">The data folder, as an absolute path.</param>
    /// <exception cref="IOException">The folder can't be created or written to.</exception>
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
            RestrictAccess(folder);
        }

        // SQLite gives its other files the same permissions as the database.
        foreach (var file in (string[])["streamvault.db", "streamvault.db-wal", "streamvault.db-shm"])
        {
            RestrictAccess(file);
        }
    }

    /// <summary>
    /// The files and folders that other accounts could access when this storage was opened, with the error if they still can.
    /// </summary>
    internal IReadOnlyList<(string Name, string? Refusal)> Tightened => _tightened;

    private void RestrictAccess(string name)
    {
        try
        {
            if (PrivateMode.RestrictAccess(Path.Combine(Root, name)) is not null)
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

    /// <summary>Free space on the disk of the data folder, in bytes.</summary>
    public long FreeBytes => MeasureFree();

    /// <summary>Measures the free space; tests replace it.</summary>
    internal Func<long> MeasureFree { get; set; }

    /// <summary>Size in bytes of the disk of the data folder.</summary>
    public long DiskBytes => new DriveInfo(Root).TotalSize;

    /// <summary>Creates a folder, with its parents, that only the server's account can access.</summary>
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

    /// <summary>Creates a file that only the server's account can access.</summary>
    /// <exception cref="IOException">The file exists already.</exception>
    public static FileStream CreatePrivateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>
    /// Writes or replaces a file of a video's folder, so that it survives a power cut as a whole. The caller flushes the
    /// folder.
    /// </summary>
    /// <exception cref="IOException">The disk is full, or the folder doesn't exist.</exception>
    internal static void WriteDurably(string path, byte[] bytes)
    {
        var partial = $"{path}.{Guid.NewGuid():N}{PartialSuffix}";
        try
        {
            using (var file = CreatePrivateFile(partial))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Flushes a file, so that its bytes survive a power cut. Call it before renaming the file to its final name.</summary>
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

    /// <summary>Flushes a folder, so that the names in it survive a power cut. Call it after a rename that something relies on.</summary>
    public static void FlushFolder(string folder) => FolderFlush.Run(folder);
}
