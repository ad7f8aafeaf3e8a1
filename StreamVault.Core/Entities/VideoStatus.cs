namespace StreamVault.Core.Entities;

/// <summary>The state of a video between upload and playback. It changes only together with its encoding job.</summary>
public enum VideoStatus
{
    /// <summary>The upload is accepted and safe on disk, and waits for a worker.</summary>
    Pending,

    /// <summary>A worker is processing its job.</summary>
    Encoding,

    /// <summary>The video can be played: all playlists, all segments and the key exist.</summary>
    Ready,

    /// <summary>Failed permanently. The upload is kept, so that the user can retry.</summary>
    Failed,
}
