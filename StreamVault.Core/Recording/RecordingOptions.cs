using System.ComponentModel;

namespace StreamVault.Core.Recording;

/// <summary>What is kept of a recording: the section <c>StreamVault:Recording</c>.</summary>
public sealed class RecordingOptions
{
    /// <summary>Whether the place is read from new videos and kept. Default true. It is never part of what is shared.</summary>
    [Description("Whether the place where a video was recorded is read from new videos and kept; it is never shared.")]
    public bool KeepPlaces { get; set; } = true;
}
