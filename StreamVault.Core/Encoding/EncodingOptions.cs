using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Encoding;

/// <summary>How videos are encoded: the section <c>StreamVault:Encoding</c>, shared with <see cref="Jobs.JobOptions"/>.</summary>
public sealed class EncodingOptions
{
    /// <summary>
    /// How long a segment is, to within half a frame. Default 4 s: short enough to start and to switch quality quickly,
    /// long enough that key frames cost little.
    /// </summary>
    [Description("How long a segment is, to within half a frame.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:00:10")]
    public TimeSpan SegmentDuration { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How many segments make a chunk, 1 to 60. Default 6, so 24 s: what is redone at most after a crash, and long enough
    /// that starting FFmpeg anew for each costs nothing that can be measured.
    /// </summary>
    [Description("How many segments make a chunk: what is redone at most after a crash.")]
    [Range(1, 60)]
    public int SegmentsPerChunk { get; set; } = 6;

    /// <summary>
    /// Threads of each of the encoders that run side by side, 1 to 64. Default 4: with three rungs that fills two cores
    /// better than fewer or more do.
    /// </summary>
    [Description("Threads of each of the encoders that run side by side.")]
    [Range(1, 64)]
    public int Threads { get; set; } = 4;

    /// <summary>How long FFmpeg may run without getting further before it is stopped and the attempt fails. Default 5 min.</summary>
    [Description("How long FFmpeg may run without getting further before the attempt fails.")]
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
