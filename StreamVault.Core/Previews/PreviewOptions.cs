using System.ComponentModel;

namespace StreamVault.Core.Previews;

/// <summary>The options for previews, in the section <c>StreamVault:Previews</c>.</summary>
public sealed class PreviewOptions
{
    /// <summary>Whether moving previews and seek previews of ready videos are made in the background. Default true.</summary>
    [Description("Whether moving previews and seek previews of ready videos are made in the background.")]
    public bool Enabled { get; set; } = true;
}
