using System.ComponentModel;

namespace StreamVault.Core.Similarity;

/// <summary>The options for similar videos, in the section <c>StreamVault:Similarity</c>.</summary>
public sealed class SimilarityOptions
{
    /// <summary>Whether to search for videos that show the same moment while the server is idle. Default true.</summary>
    [Description("Whether to search for videos that show the same moment while the server is idle.")]
    public bool Enabled { get; set; } = true;
}
