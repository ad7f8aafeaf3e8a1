using System.Diagnostics;
using StreamVault.Core.Encoding.Chunks;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// How FFmpeg's memory is given out, where the C library is glibc ("Memory Allocation Tunables" of its manual); no other
/// library minds. An encoder takes and returns the memory of whole pictures many times a second: left alone, glibc asks the
/// kernel for each, and the kernel fills it with zeros page by page. Kept instead, and in huge pages where the kernel gives
/// those to whoever asks, the same encode takes 7 % less CPU time, and a fifth more memory (<see cref="ChunkMemory"/>).
/// </summary>
internal static class AllocatorTuning
{
    private const string Variable = "GLIBC_TUNABLES";

    private static readonly string Tunables = string.Join(
        ':',
        "glibc.malloc.hugetlb=1",
        // Above any picture's size: what is returned is not unmapped.
        "glibc.malloc.mmap_threshold=1073741824",
        "glibc.malloc.trim_threshold=2147483648",
        "glibc.malloc.top_pad=67108864"
    );

    /// <summary>Sets it for a program that is about to start, unless whoever started us has set something.</summary>
    public static void Apply(ProcessStartInfo start) => start.Environment.TryAdd(Variable, Tunables);
}
