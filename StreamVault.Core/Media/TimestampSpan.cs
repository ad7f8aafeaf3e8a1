namespace StreamVault.Core.Media;

/// <summary>A part of a source without a long pause in all of its tracks.</summary>
/// <param name="From">Its first timestamp in seconds.</param>
/// <param name="To">Its last timestamp in seconds.</param>
/// <param name="Packets">The number of packets of all tracks.</param>
internal sealed record TimestampSpan(double From, double To, long Packets);
