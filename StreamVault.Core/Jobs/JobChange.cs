using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>Says that a job moved to another state, appeared or was deleted: read the database for what it is now.</summary>
/// <param name="Video">The video it belongs to.</param>
public sealed record JobChange(VideoId Video);
