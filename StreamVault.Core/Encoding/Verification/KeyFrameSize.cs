namespace StreamVault.Core.Encoding.Verification;

/// <summary>The size at which a key frame of a source is shown.</summary>
/// <param name="At">From the start of the file, in seconds; null if unknown.</param>
/// <param name="Width">In square pixels, before rotation.</param>
/// <param name="Height">In square pixels, before rotation.</param>
internal sealed record KeyFrameSize(double? At, int Width, int Height)
{
    // 1080 lines are also stored as 1088, and pixel aspects are rounded.
    private const double Tolerance = 0.01;

    /// <summary>Whether the difference is negligible.</summary>
    public bool IsLike(KeyFrameSize other) => IsLike(Width, other.Width) && IsLike(Height, other.Height);

    private static bool IsLike(int one, int other) => Math.Abs(one - other) <= Tolerance * Math.Max(one, other);
}
