namespace StreamVault.Core.Ffmpeg;

/// <summary>Whether FFmpeg is installed and usable.</summary>
public abstract record FfmpegState
{
    private FfmpegState() { }

    /// <summary>Both programs run and can encode H.264 and AAC.</summary>
    /// <param name="Version">The version from <c>ffmpeg -version</c>: <c>5.1.9-0+deb12u1</c>.</param>
    /// <param name="Path">The <c>ffmpeg</c> program, absolute.</param>
    /// <param name="ProbePath">The <c>ffprobe</c> program, absolute.</param>
    /// <param name="CanToneMap">Whether it has the zscale filter, which converts HDR to SDR.</param>
    public sealed record Found(string Version, string Path, string ProbePath, bool CanToneMap) : FfmpegState;

    /// <summary>Nothing can be probed or encoded; jobs wait.</summary>
    /// <param name="Reason">Sentences for people, with the command that installs it on this system.</param>
    public sealed record Missing(string Reason) : FfmpegState;
}

/// <summary>Reports that FFmpeg was installed or removed.</summary>
/// <param name="State">The new state.</param>
public sealed record FfmpegChange(FfmpegState State);
