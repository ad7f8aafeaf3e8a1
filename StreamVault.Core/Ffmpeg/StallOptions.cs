using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Ffmpeg;

/// <summary>When FFmpeg and FFprobe are stopped: part of the section <c>StreamVault:Encoding</c>.</summary>
public sealed class StallOptions
{
    /// <summary>
    /// How long FFmpeg may run without progress before it is stopped and the attempt fails. Default 5 min. Time in which
    /// other programs use the processor doesn't count.
    /// </summary>
    [Description("How long FFmpeg may run without progress before the attempt fails.")]
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
