namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// x264's trade-off between encoding time and size at the same quality (its option <c>--preset</c>). Presets that break
/// the playlists' guarantees, or take longer without benefit, are left out.
/// </summary>
public enum EncodingPreset
{
    /// <summary>A little more than a third of the time of <see cref="Medium"/>.</summary>
    Superfast,

    /// <summary>Less than half of the time of <see cref="Medium"/>.</summary>
    Veryfast,

    /// <summary>Between its neighbors.</summary>
    Faster,

    /// <summary>A little faster than <see cref="Medium"/>.</summary>
    Fast,

    /// <summary>The default of x264 and StreamVault.</summary>
    Medium,

    /// <summary>The default for <see cref="EncodingProfile.Archive"/>.</summary>
    Slow,

    /// <summary>Between its neighbors.</summary>
    Slower,

    /// <summary>About three times the time of <see cref="Medium"/>.</summary>
    Veryslow,
}
