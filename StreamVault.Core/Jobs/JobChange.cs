using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>Published when a job was created, changed or deleted. The database has its current state.</summary>
/// <param name="Video">The video it belongs to.</param>
public sealed record JobChange(VideoId Video);
