using System.Diagnostics;
using System.Globalization;

namespace StreamVault.Tests.Infrastructure;

/// <summary>A small in-memory file system, mounted as a folder and unmounted when disposed.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    /// <summary>Whether the current user can create one on this system.</summary>
    public static bool IsPossible { get; } = Try();

    /// <summary>Mounts one in a new folder.</summary>
    public static SmallDisk Mount(string path, long bytes)
    {
        Directory.CreateDirectory(path);
        var size = bytes.ToString(CultureInfo.InvariantCulture);
        Run("mount", "-t", "tmpfs", "-o", $"size={size}", "streamvault-test", path).Should().BeTrue();
        return new SmallDisk(path);
    }

    /// <summary>Fills it completely, as another program might.</summary>
    public void FillUp()
    {
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, 0);
        // In smaller and smaller blocks, so that not even a page is left.
        foreach (var piece in (byte[][])[new byte[1 << 20], new byte[4096], new byte[1]])
        {
            WriteUntilFull(file, piece);
        }
    }

    /// <summary>Deletes what <see cref="FillUp"/> wrote.</summary>
    public void MakeRoom() => File.Delete(Filler);

    /// <summary>Makes it read-only.</summary>
    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", _path).Should().BeTrue();

    /// <inheritdoc />
    public void Dispose() => Run("umount", "-l", _path);

    private string Filler => Path.Combine(_path, "somebody-elses-file");

    private static void WriteUntilFull(FileStream file, byte[] piece)
    {
        try
        {
            while (true)
            {
                file.Write(piece);
            }
        }
        catch (IOException)
        {
            // Expected: the disk is full.
        }
    }

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        using var folder = new TemporaryFolder();
        return Run("mount", "-t", "tmpfs", "-o", "size=1m", "streamvault-test", folder.FullName)
            && Run("umount", folder.FullName);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A test that needs a disk that it can fill.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() =>
        Skip = SmallDisk.IsPossible ? null : "Creating a small disk requires root on Linux with permission to mount";
}
