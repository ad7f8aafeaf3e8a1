namespace StreamVault.Core.Storage;

/// <summary>The disk of the data folder has too little free space for what was asked.</summary>
/// <param name="NeededBytes">What must be free, including <paramref name="ReservedBytes"/>.</param>
/// <param name="FreeBytes">What is free.</param>
/// <param name="ReservedBytes">How much of the needed space is reserved for other uploads and encodes.</param>
public sealed record SpaceShortage(long NeededBytes, long FreeBytes, long ReservedBytes = 0)
{
    /// <summary>
    /// The shortage as a phrase without a period, used by the pages, the HTTP interface and the commands:
    /// <c>Not enough disk space: 2.10 GB needed (1.00 GB of it for other videos), 1.50 GB free</c>
    /// </summary>
    public string Phrase =>
        $"Not enough disk space: {ByteText.Of(NeededBytes)} needed{Reserved}, {ByteText.Of(FreeBytes)} free";

    /// <summary>The <see cref="Phrase"/> as a sentence.</summary>
    public string Sentence => $"{Phrase}.";

    private string Reserved => ReservedBytes == 0 ? "" : $" ({ByteText.Of(ReservedBytes)} of it for other videos)";
}
