namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// How much time x264 takes for fewer bytes at the same picture (its option <c>--preset</c>). Those that give up what the
/// playlists promise, or take time for nothing, are left out.
/// </summary>
public enum EncodingPreset
{
    /// <summary>Little more than a third of the time of <see cref="Medium"/>.</summary>
    Superfast,

    /// <summary>Less than half of the time of <see cref="Medium"/>.</summary>
    Veryfast,

    /// <summary>Between its neighbours.</summary>
    Faster,

    /// <summary>A little faster than <see cref="Medium"/>.</summary>
    Fast,

    /// <summary>x264's own default, and ours.</summary>
    Medium,

    /// <summary>What <see cref="EncodingProfile.Archive"/> uses.</summary>
    Slow,

    /// <summary>Between its neighbours.</summary>
    Slower,

    /// <summary>About three times the time of <see cref="Medium"/>.</summary>
    Veryslow,
}
