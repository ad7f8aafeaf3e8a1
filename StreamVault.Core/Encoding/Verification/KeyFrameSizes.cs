namespace StreamVault.Core.Encoding.Verification;

/// <summary>The sizes at which the key frames of a source are shown. Nearly all codecs can change their size only at these.</summary>
/// <param name="First">The first; null if none could be decoded.</param>
/// <param name="Next">The first that differs from it; null if none does.</param>
/// <param name="Changes">How often the size changes.</param>
/// <param name="AreInterlaced">Whether any key frame is marked as interlaced.</param>
internal sealed record KeyFrameSizes(KeyFrameSize? First, KeyFrameSize? Next, int Changes, bool AreInterlaced)
{
    /// <summary>No key frame.</summary>
    public static KeyFrameSizes None { get; } = new(null, null, 0, false);
}
