namespace StreamVault.Core.Entities;

/// <summary>Where a video is on its way from upload to playable. Moves only together with its encoding job.</summary>
public enum VideoStatus
{
    /// <summary>Accepted and safely on disk; waits for a worker.</summary>
    Pending,

    /// <summary>A worker holds its job.</summary>
    Encoding,

    /// <summary>Playable: every playlist, segment and the key are in place.</summary>
    Ready,

    /// <summary>Given up after the last attempt; the upload is kept, so that it can be tried again.</summary>
    Failed,
}
