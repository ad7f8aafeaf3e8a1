namespace StreamVault.Core.Hls;

/// <summary>A piece of text that is shown for a while (WebVTT, 3.1).</summary>
/// <param name="Start">When it appears.</param>
/// <param name="End">When it goes; later than it appears.</param>
/// <param name="Text">Its payload and the settings after its times, as they stand in the file.</param>
public sealed record WebVttCue(TimeSpan Start, TimeSpan End, string Text);
