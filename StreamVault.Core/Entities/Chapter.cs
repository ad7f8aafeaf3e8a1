namespace StreamVault.Core.Entities;

/// <summary>A named part of a video. It ends where the next one starts.</summary>
/// <param name="Id">Identifies it within its video.</param>
/// <param name="StartSeconds">Its start, in seconds from the start of the video.</param>
/// <param name="Title">Its name; never empty.</param>
public sealed record Chapter(Guid Id, double StartSeconds, string Title)
{
    /// <summary>The maximum length of a title, in UTF-16 code units.</summary>
    public const int MaxTitleLength = 120;
}
