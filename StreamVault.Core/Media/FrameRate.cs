using System.Globalization;

namespace StreamVault.Core.Media;

/// <summary>A frame rate as an exact fraction, as containers store it: 29.97 is 30000/1001.</summary>
/// <param name="Numerator">Above 0.</param>
/// <param name="Denominator">Above 0.</param>
internal readonly record struct FrameRate(int Numerator, int Denominator)
{
    /// <summary>Frames per second, rounded.</summary>
    public double PerSecond => (double)Numerator / Denominator;

    /// <summary>The start time of a frame, exact to the tick (100 ns).</summary>
    public TimeSpan TimeOf(long frame) =>
        TimeSpan.FromTicks((long)Math.Round((decimal)frame * Denominator * TimeSpan.TicksPerSecond / Numerator));

    /// <summary>The number of frames in a time, rounded.</summary>
    public long FramesIn(TimeSpan time) =>
        (long)
            Math.Round(
                (decimal)time.Ticks * Numerator / Denominator / TimeSpan.TicksPerSecond,
                MidpointRounding.AwayFromZero
            );

    /// <summary>In FFmpeg's notation: <c>30000/1001</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <returns>The rate; null if the text is not a positive rate, such as <c>0/0</c>.</returns>
    public static FrameRate? Parse(string? text) =>
        text?.Split('/') is [var numerator, var denominator]
        && int.TryParse(numerator, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && int.TryParse(denominator, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
        && n > 0
        && d > 0
            ? new FrameRate(n, d)
            : null;
}
