namespace StreamVault.Core.Encoding;

/// <summary>What a line of FFmpeg's log can say about its input or the disk.</summary>
internal enum LogKind
{
    /// <summary>Something in the source is missing or broken.</summary>
    Damage,

    /// <summary>A picture was decoded, but not as it was meant.</summary>
    Disturbance,

    /// <summary>The source can't be decoded or read as video at all.</summary>
    Undecodable,

    /// <summary>The disk could not be read.</summary>
    UnreadableDisk,

    /// <summary>There was no more room to write.</summary>
    FullDisk,
}
