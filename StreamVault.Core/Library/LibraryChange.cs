using StreamVault.Core.Entities;

namespace StreamVault.Core.Library;

/// <summary>Published when a video was added, changed or deleted. The database has its current state.</summary>
/// <param name="Video">The video.</param>
public sealed record LibraryChange(VideoId Video);
