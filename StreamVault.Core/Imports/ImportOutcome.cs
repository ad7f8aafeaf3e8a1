using StreamVault.Core.Entities;

namespace StreamVault.Core.Imports;

/// <summary>What became of a file of the watched folder.</summary>
internal abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <summary>It is a video of the library now, and gone from the folder.</summary>
    public sealed record Imported(Video Video) : ImportOutcome;

    /// <summary>It can't become a video.</summary>
    public sealed record SetAside(string Name, string Reason) : ImportOutcome;

    /// <summary>It stays where it is until something changes; it is tried again at every look.</summary>
    public sealed record Waits(string Reason) : ImportOutcome;

    /// <summary>Somebody else took it, or writes to it again.</summary>
    public sealed record LeftAlone : ImportOutcome;
}
