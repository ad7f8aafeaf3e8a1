namespace StreamVault.Core.Recording;

/// <summary>A named stretch of a video.</summary>
/// <param name="StartSeconds">Where it begins, in seconds from the start of the video.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Title">Its name; never empty.</param>
public sealed record Chapter(double StartSeconds, double EndSeconds, string Title);
