using StreamVault.Core.Entities;

namespace StreamVault.Core.Tokens;

/// <summary>Published when a token was created, used or revoked. The database has its current state.</summary>
/// <param name="Video">Its video.</param>
public sealed record TokenChange(VideoId Video);
