using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Background;

/// <summary>The options for background tasks, in the section <c>StreamVault:Background</c>.</summary>
public sealed class BackgroundOptions
{
    /// <summary>The pause after each background task. Default 1 s.</summary>
    [Description("The pause after each background task.")]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1);
}
