namespace StreamVault.Core.Hls;

/// <summary>A text that is shown for some time (WebVTT, 3.1).</summary>
/// <param name="Start">When it appears.</param>
/// <param name="End">When it disappears; later than it appears.</param>
/// <param name="Text">Its payload and the settings after its timings, as in the file.</param>
public sealed record WebVttCue(TimeSpan Start, TimeSpan End, string Text);
