using StreamVault.Core.Entities;

namespace StreamVault.Core.Library;

/// <summary>Published when a video is added, changed or deleted. The database contains its current state.</summary>
/// <param name="Video">The video.</param>
public sealed record LibraryChange(VideoId Video);
