using StreamVault.Core.Entities;

namespace StreamVault.Core.Imports;

/// <summary>The outcome of importing a file from the watched folder.</summary>
internal abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <summary>It is a video in the library, and no longer in the folder.</summary>
    public sealed record Imported(Video Video) : ImportOutcome;

    /// <summary>It can't become a video, and was moved to the folder for rejected files.</summary>
    public sealed record SetAside(string Name, string Reason) : ImportOutcome;

    /// <summary>It stays in the folder for now; every poll tries again.</summary>
    public sealed record Waits(string Reason) : ImportOutcome;

    /// <summary>Another program removed it, or is writing to it again.</summary>
    public sealed record LeftAlone : ImportOutcome;
}
