using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StreamVault.Tests.Infrastructure;

/// <summary>How much of a file is in the system's page cache.</summary>
public static class PagesInMemory
{
    private const int ReadOnly = 1; // PROT_READ
    private const int Private = 2; // MAP_PRIVATE
    private const int DontNeed = 4; // POSIX_FADV_DONTNEED

    /// <summary>Why this can't be determined, or files never leave memory; null if it can.</summary>
    public static string? ReasonAgainst { get; } = FindReason();

    /// <summary>How many pages of the file are in memory.</summary>
    public static int Of(string path)
    {
        using var file = File.OpenHandle(path);
        return Of(file);
    }

    /// <inheritdoc cref="Of(string)" />
    public static int Of(SafeFileHandle file)
    {
        var length = (nuint)RandomAccess.GetLength(file);
        var address = Map(0, length, ReadOnly, Private, file, 0);
        (address != -1).Should().BeTrue("the file can be mapped");
        try
        {
            var pages = new byte[
                (int)((length + (nuint)Environment.SystemPageSize - 1) / (nuint)Environment.SystemPageSize)
            ];
            InCore(address, length, pages).Should().Be(0, "the system says which pages are in memory");
            return pages.Count(page => (page & 1) == 1);
        }
        finally
        {
            _ = Unmap(address, length);
        }
    }

    private static string? FindReason()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return "Only Linux says which pages of a file are in memory";
        }

        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("file"), new byte[1 << 20]);
        using var file = File.OpenHandle(folder.At("file"));
        RandomAccess.FlushToDisk(file);
        _ = Advise(file, 0, 0, DontNeed);
        return Of(file) == 0 ? null : "The file system of the temporary folder keeps files in memory";
    }

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(
        nint address,
        nuint length,
        int protection,
        int flags,
        SafeFileHandle file,
        nint offset
    );

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nuint length);

    [DllImport("libc", EntryPoint = "mincore")]
    private static extern int InCore(nint address, nuint length, [Out] byte[] pages);

    [DllImport("libc", EntryPoint = "posix_fadvise")]
    private static extern int Advise(SafeFileHandle file, nint offset, nint length, int advice);
}

/// <summary>A test that needs a file system whose files can leave memory.</summary>
public sealed class PagesInMemoryFactAttribute : FactAttribute
{
    public PagesInMemoryFactAttribute() => Skip = PagesInMemory.ReasonAgainst;
}
