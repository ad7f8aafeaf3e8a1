namespace StreamVault.Core.Ffmpeg;

/// <summary>Whether FFmpeg and FFprobe run in a sandbox.</summary>
public abstract record SandboxState
{
    private SandboxState() { }

    /// <summary>They have no network and see only the files of their job.</summary>
    public sealed record On : SandboxState;

    /// <summary>They run with the server's permissions, with memory limits.</summary>
    /// <param name="Reason">Why, and what would help: a phrase to follow a colon, without a period.</param>
    public sealed record Off(string Reason) : SandboxState;
}
