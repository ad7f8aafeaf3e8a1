using System.ComponentModel;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>How bits are spent. Plans store the numeric value, so the order must not change.</summary>
[TypeConverter(typeof(EncodingProfileConverter))]
public enum EncodingProfile
{
    /// <summary>Constant quality under a bitrate ceiling: easy scenes take fewer bytes.</summary>
    Capped,

    /// <summary>The ladder's bitrate on average, regardless of the content.</summary>
    AverageBitrate,

    /// <summary>A slower preset and twice the ceiling, for recordings that can't be repeated.</summary>
    Archive,

    /// <summary>
    /// As <see cref="Capped"/>, but a source that every player can decode and that stays below the ceiling is
    /// stream-copied at its own size: no work and no quality loss. The other rungs use its key frames.
    /// </summary>
    Keep,
}
