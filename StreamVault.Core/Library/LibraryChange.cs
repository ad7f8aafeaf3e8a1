using StreamVault.Core.Entities;

namespace StreamVault.Core.Library;

/// <summary>Says that a video appeared, changed or was deleted: read the database for what it is now.</summary>
/// <param name="Video">The video.</param>
public sealed record LibraryChange(VideoId Video);
