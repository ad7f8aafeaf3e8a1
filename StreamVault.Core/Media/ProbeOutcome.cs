namespace StreamVault.Core.Media;

/// <summary>What a look into a file found.</summary>
public abstract record ProbeOutcome
{
    private ProbeOutcome() { }

    /// <summary>The file holds a picture track that can be encoded.</summary>
    /// <param name="Media">What is in it.</param>
    public sealed record Playable(SourceMedia Media) : ProbeOutcome;

    /// <summary>The file holds nothing that can be encoded.</summary>
    /// <param name="Reason">A sentence for a person: "This file isn't a video we can read: it has no picture track."</param>
    public sealed record NotVideo(string Reason) : ProbeOutcome;

    /// <summary>Nobody can look at present: FFprobe is missing or does not run.</summary>
    /// <param name="Reason">What to do about it, with the command that installs it.</param>
    public sealed record Unavailable(string Reason) : ProbeOutcome;
}
