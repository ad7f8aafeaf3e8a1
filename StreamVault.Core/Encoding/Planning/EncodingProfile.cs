namespace StreamVault.Core.Encoding.Planning;

/// <summary>How bits are spent.</summary>
public enum EncodingProfile
{
    /// <summary>Constant quality under a ceiling: easy pictures take fewer bytes, and no segment takes more than its share.</summary>
    Capped,

    /// <summary>The average bitrate of the ladder, whatever the picture.</summary>
    Seed,

    /// <summary>Slower, with twice the ceiling: for what cannot be filmed again.</summary>
    Archive,

    /// <summary>
    /// As <see cref="Capped"/>, but a source that every player takes as it is, and that stays below the ceiling, is not
    /// encoded in its own size: no work, and no loss. The other qualities follow its key frames.
    /// </summary>
    Keep,
}
