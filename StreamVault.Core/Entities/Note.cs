namespace StreamVault.Core.Entities;

/// <summary>What the owner wrote about a moment of a video.</summary>
/// <param name="Id">Identifies it within its video.</param>
/// <param name="AtSeconds">The moment, in seconds from the start of the video.</param>
/// <param name="Text">The text; never empty.</param>
public sealed record Note(Guid Id, double AtSeconds, string Text)
{
    /// <summary>The maximum length of a text, in UTF-16 code units.</summary>
    public const int MaxTextLength = 2000;
}
