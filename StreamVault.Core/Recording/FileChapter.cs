namespace StreamVault.Core.Recording;

/// <summary>A chapter that a file contains.</summary>
/// <param name="StartSeconds">Its start, in seconds from the start of the video.</param>
/// <param name="EndSeconds">Its end, in the same unit.</param>
/// <param name="Title">Its name; never empty.</param>
public sealed record FileChapter(double StartSeconds, double EndSeconds, string Title);
