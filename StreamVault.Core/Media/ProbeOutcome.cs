namespace StreamVault.Core.Media;

/// <summary>The result of probing a file.</summary>
public abstract record ProbeOutcome
{
    private ProbeOutcome() { }

    /// <summary>The file has a video track that can be encoded.</summary>
    /// <param name="Media">The contents of the file.</param>
    public sealed record Playable(SourceMedia Media) : ProbeOutcome;

    /// <summary>The file has nothing that can be encoded.</summary>
    /// <param name="Reason">A sentence for people: "This file isn't a video we can read: it has no video track."</param>
    public sealed record NotVideo(string Reason) : ProbeOutcome;

    /// <summary>The file can't be probed now: FFprobe is missing or doesn't run.</summary>
    /// <param name="Reason">What to do, with the command that installs FFmpeg.</param>
    public sealed record Unavailable(string Reason) : ProbeOutcome;
}
