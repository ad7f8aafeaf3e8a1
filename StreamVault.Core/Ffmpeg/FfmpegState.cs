namespace StreamVault.Core.Ffmpeg;

/// <summary>Whether FFmpeg is there and fit for use.</summary>
public abstract record FfmpegState
{
    private FfmpegState() { }

    /// <summary>Both programs run, and can make H.264 and AAC.</summary>
    /// <param name="Version">What <c>ffmpeg -version</c> says: <c>5.1.9-0+deb12u1</c>.</param>
    /// <param name="Path">The <c>ffmpeg</c> program, absolute.</param>
    /// <param name="ProbePath">The <c>ffprobe</c> program, absolute.</param>
    /// <param name="CanToneMap">Whether it has the filter (zscale) that makes HDR look right on ordinary screens.</param>
    public sealed record Found(string Version, string Path, string ProbePath, bool CanToneMap) : FfmpegState;

    /// <summary>Nothing can be looked into or encoded; work waits.</summary>
    /// <param name="Reason">Sentences for a person, with the command that installs it on this system.</param>
    public sealed record Missing(string Reason) : FfmpegState;
}

/// <summary>Says that FFmpeg appeared or disappeared.</summary>
/// <param name="State">What holds from now on.</param>
public sealed record FfmpegChange(FfmpegState State);
