using System.Diagnostics;
using StreamVault.Core.Encoding.Chunks;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// Tunes FFmpeg's memory allocation if the C library is glibc ("Memory Allocation Tunables" in its manual); others ignore
/// it. An encoder allocates and frees whole frames many times a second. By default, glibc returns them to the kernel, which
/// zeroes each page again. Keeping the memory, in huge pages if available, saves 7 % of the CPU time and takes a fifth more
/// memory (<see cref="ChunkMemory"/>).
/// </summary>
internal static class AllocatorTuning
{
    private const string Variable = "GLIBC_TUNABLES";

    private static readonly string Tunables = string.Join(
        ':',
        "glibc.malloc.hugetlb=1",
        // Larger than any frame, so that freed memory is not unmapped.
        "glibc.malloc.mmap_threshold=1073741824",
        "glibc.malloc.trim_threshold=2147483648",
        "glibc.malloc.top_pad=67108864"
    );

    /// <summary>Sets the tunables for a program that is about to start, unless the environment already has some.</summary>
    public static void Apply(ProcessStartInfo start) => start.Environment.TryAdd(Variable, Tunables);
}
