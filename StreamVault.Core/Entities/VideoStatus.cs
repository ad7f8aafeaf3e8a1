namespace StreamVault.Core.Entities;

/// <summary>The state of a video between upload and playback. Changes only together with its encoding job.</summary>
public enum VideoStatus
{
    /// <summary>Accepted and safely on disk; waits for a worker.</summary>
    Pending,

    /// <summary>A worker holds its job.</summary>
    Encoding,

    /// <summary>Playable: every playlist, segment and the key are in place.</summary>
    Ready,

    /// <summary>Failed permanently; the upload is kept, so that it can be retried.</summary>
    Failed,
}
