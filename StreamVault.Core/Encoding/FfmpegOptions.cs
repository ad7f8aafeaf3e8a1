using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Encoding;

/// <summary>Where FFmpeg lies: the section <c>StreamVault:Ffmpeg</c>.</summary>
public sealed class FfmpegOptions
{
    /// <summary>The <c>ffmpeg</c> program: a path, or a name that is looked up in PATH. Default <c>ffmpeg</c>.</summary>
    [Description("The ffmpeg program: a path, or a name that is looked up in PATH.")]
    [Required]
    public string Path { get; set; } = "ffmpeg";

    /// <summary>The <c>ffprobe</c> program: a path, or a name that is looked up in PATH. Default <c>ffprobe</c>.</summary>
    [Description("The ffprobe program: a path, or a name that is looked up in PATH.")]
    [Required]
    public string ProbePath { get; set; } = "ffprobe";
}
