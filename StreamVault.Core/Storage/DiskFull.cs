namespace StreamVault.Core.Storage;

/// <summary>Tells a full disk from other trouble with files.</summary>
public static class DiskFull
{
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT on Linux
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether the disk, or the account's share of it, was full.</summary>
    public static bool Caused(IOException exception) =>
        exception.HResult is NoSpaceLeft or QuotaExceeded or WindowsDiskFull;
}
