namespace StreamVault.Core.Hls;

/// <summary>A segment of a media playlist (RFC 8216, 3).</summary>
/// <param name="Name">Its URI, relative to the playlist.</param>
/// <param name="Duration">Its EXTINF duration.</param>
/// <param name="Bytes">Its encrypted size, as served.</param>
public sealed record Segment(string Name, TimeSpan Duration, long Bytes);
