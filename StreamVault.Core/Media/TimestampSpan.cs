namespace StreamVault.Core.Media;

/// <summary>A part of a source in which time goes on without a long pause in all of its tracks.</summary>
/// <param name="From">Its first time stamp in seconds.</param>
/// <param name="To">Its last time stamp in seconds.</param>
/// <param name="Packets">How many packets of all tracks it holds.</param>
internal sealed record TimestampSpan(double From, double To, long Packets);
