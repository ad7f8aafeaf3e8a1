namespace StreamVault.Core.Uploads;

/// <summary>How writing the body of a request ended.</summary>
internal enum BodyOutcome
{
    /// <summary>The sender sent everything.</summary>
    Complete,

    /// <summary>The connection broke, or a newer request took over. The bytes before that are saved.</summary>
    Interrupted,

    /// <summary>There were more bytes than the file has left. Unsaved bytes are dropped.</summary>
    TooLong,

    /// <summary>The disk is full. The bytes that still fit are saved.</summary>
    DiskFull,

    /// <summary>The bytes don't match their checksum. None of them are saved.</summary>
    ChecksumMismatch,
}
