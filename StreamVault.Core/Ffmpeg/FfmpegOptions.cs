using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Where to find FFmpeg: the section <c>StreamVault:Ffmpeg</c>.</summary>
public sealed class FfmpegOptions
{
    /// <summary>The <c>ffmpeg</c> program: a path, or a name to look up in PATH. Default <c>ffmpeg</c>.</summary>
    [Description("The ffmpeg program: a path, or a name to look up in PATH.")]
    [Required]
    public string Path { get; set; } = "ffmpeg";

    /// <summary>The <c>ffprobe</c> program: a path, or a name to look up in PATH. Default <c>ffprobe</c>.</summary>
    [Description("The ffprobe program: a path, or a name to look up in PATH.")]
    [Required]
    public string ProbePath { get; set; } = "ffprobe";

    /// <summary>
    /// Whether FFmpeg and FFprobe run without network access and with only the files of their job, if bubblewrap is installed
    /// and works. Default true. Hardware encoders run outside the sandbox: they need their devices.
    /// </summary>
    [Description("Whether FFmpeg runs in a sandbox, without network or other files, if bubblewrap works.")]
    public bool Sandbox { get; set; } = true;
}
