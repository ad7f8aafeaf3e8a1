using System.Numerics;

namespace StreamVault.Core.Similarity;

/// <summary>
/// The difference hash of a frame: 64 bits, one for each pair of horizontal neighbors in a tiny gray picture. It hardly
/// changes when a video is resized, re-encoded or brightened. Pure.
/// </summary>
internal static class FrameHash
{
    /// <summary>The width of the gray picture in pixels.</summary>
    public const int Width = 9;

    /// <summary>The height of the gray picture in pixels.</summary>
    public const int Height = 8;

    /// <summary>The size of the gray picture in bytes.</summary>
    public const int Pixels = Width * Height;

    /// <summary>The hash of a frame without contrast, such as black. It matches nothing.</summary>
    public const ulong Flat = 0;

    /// <summary>
    /// Two frames match if at most this many bits differ. Unrelated frames differ in 32 bits on average. The limit is
    /// generous, because every candidate is confirmed.
    /// </summary>
    public const int MaxDistance = 14;

    // Below this difference between the brightest and the darkest pixel, the bits are noise.
    private const int MinContrast = 24;

    /// <summary>Computes the hash.</summary>
    /// <param name="gray">The brightness of each pixel, row by row.</param>
    public static ulong Of(ReadOnlySpan<byte> gray)
    {
        var (darkest, brightest) = (byte.MaxValue, byte.MinValue);
        foreach (var pixel in gray)
        {
            (darkest, brightest) = (Math.Min(darkest, pixel), Math.Max(brightest, pixel));
        }

        if (brightest - darkest < MinContrast)
        {
            return Flat;
        }

        var hash = 0UL;
        for (var y = 0; y < Height; y++)
        {
            var row = gray.Slice(y * Width, Width);
            for (var x = 0; x + 1 < Width; x++)
            {
                hash = (hash << 1) | (row[x] < row[x + 1] ? 1UL : 0UL);
            }
        }

        return hash;
    }

    /// <summary>Whether two frames look alike.</summary>
    public static bool Match(ulong first, ulong second) =>
        first != Flat && second != Flat && BitOperations.PopCount(first ^ second) <= MaxDistance;
}
