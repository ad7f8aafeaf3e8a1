namespace StreamVault.Core.Recording;

/// <summary>When a video was filmed according to its file, its name or its folder.</summary>
/// <param name="Recorded">The exact day or time; null if unknown.</param>
/// <param name="Approximate">The period in the name of its folder; null if there is none.</param>
public sealed record FileDate(RecordingDate? Recorded, EdtfDate? Approximate)
{
    /// <summary>The date as exactly as it is known; null if unknown.</summary>
    public EdtfDate? Date => Approximate ?? Recorded?.Day;

    /// <summary>The source of <see cref="Date"/>; null if it is unknown.</summary>
    public RecordingDateSource? From => Approximate is null ? Recorded?.From : RecordingDateSource.Folder;
}
