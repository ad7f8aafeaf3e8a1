using StreamVault.Core.Entities;

namespace StreamVault.Core.Tokens;

/// <summary>Says that a token was made, used or revoked: read the database for what there is now.</summary>
/// <param name="Video">The video it opens.</param>
public sealed record TokenChange(VideoId Video);
