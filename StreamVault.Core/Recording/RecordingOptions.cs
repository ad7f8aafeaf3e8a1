using System.ComponentModel;

namespace StreamVault.Core.Recording;

/// <summary>What to store about recordings: the section <c>StreamVault:Recording</c>.</summary>
public sealed class RecordingOptions
{
    /// <summary>Whether to store the place of recording of new videos. Default true. The place is never shared.</summary>
    [Description("Whether to store where new videos were recorded. Places are never shared.")]
    public bool KeepPlaces { get; set; } = true;
}
