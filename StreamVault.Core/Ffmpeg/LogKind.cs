namespace StreamVault.Core.Ffmpeg;

/// <summary>What a line of FFmpeg's log can say about its input or the disk.</summary>
public enum LogKind
{
    /// <summary>Something in the source is missing or broken.</summary>
    Damage,

    /// <summary>A frame was decoded with errors.</summary>
    CorruptFrame,

    /// <summary>The source can't be decoded or read as video at all.</summary>
    Undecodable,

    /// <summary>The disk could not be read.</summary>
    UnreadableDisk,

    /// <summary>The disk was full.</summary>
    FullDisk,
}
