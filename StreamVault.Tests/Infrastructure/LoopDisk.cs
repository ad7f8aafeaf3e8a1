namespace StreamVault.Tests.Infrastructure;

/// <summary>A file system in an image file, mounted as a folder. Can simulate a power cut.</summary>
public sealed class LoopDisk : IDisposable
{
    private readonly TemporaryFolder _images = new();
    private readonly string _path;

    private LoopDisk(string path) => _path = path;

    /// <summary>Why that file system can't be used; null if it can.</summary>
    public static string? ReasonAgainst(string fileSystem)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/dev/loop-control"))
        {
            return "Simulating a power cut requires root on Linux with loop devices";
        }

        using var folder = new TemporaryFolder();
        try
        {
            MountAsync(folder.At("disk"), fileSystem).GetAwaiter().GetResult().Dispose();
            return null;
        }
        catch (Exception e)
        {
            return $"This machine can't create or mount {fileSystem}: {e.Message}";
        }
    }

    /// <summary>Creates a file system of 400 MB and mounts it in a new folder.</summary>
    public static async Task<LoopDisk> MountAsync(string path, string fileSystem)
    {
        Directory.CreateDirectory(path);
        var disk = new LoopDisk(path);
        try
        {
            await using (var image = File.Create(disk.Image))
            {
                image.SetLength(400 << 20);
            }

            var force = fileSystem == "ext4" ? "-F" : "-f";
            (await RunProgram.Async($"mkfs.{fileSystem}", "-q", force, disk.Image)).Succeeded();
            await disk.MountAsync(disk.Image);
            return disk;
        }
        catch
        {
            disk._images.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Copies what has been written to the disk. Data that is still in memory is not in the copy, as after a power cut.
    /// Nothing may write to the disk in the meantime.
    /// </summary>
    public async Task CutPowerAsync() => (await RunProgram.Async("cp", "--sparse=always", Image, Copy)).Succeeded();

    /// <summary>Replaces the disk with the copy. No process may have a file on it open.</summary>
    public async Task RestorePowerAsync()
    {
        (await RunProgram.Async("umount", _path)).Succeeded();
        await MountAsync(Copy);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        RunProgram.Async("umount", "-l", _path).GetAwaiter().GetResult();
        _images.Dispose();
    }

    private string Image => _images.At("disk.img");

    private string Copy => _images.At("cut.img");

    private async Task MountAsync(string image) =>
        (await RunProgram.Async("mount", "-o", "loop", image, _path)).Succeeded();
}
