namespace StreamVault.Core.Hls;

/// <summary>A piece of a media playlist that is fetched and decoded at once (RFC 8216, 3).</summary>
/// <param name="Name">Its URI, relative to the playlist.</param>
/// <param name="Duration">What its EXTINF says.</param>
/// <param name="Bytes">Its size as served, that is encrypted.</param>
public sealed record Segment(string Name, TimeSpan Duration, long Bytes);
