namespace StreamVault.Core.Media;

/// <summary>Chooses the constant frame rate of the result. The declared rates are only hints: some are wrong by a factor of 2,000.</summary>
internal static class FrameRateChoice
{
    // The limit of most screens and of level 4.2 (Apple's authoring specification, 1.11).
    private const double Highest = 60.03;
    private const double Lowest = 5;
    private const double HighestPlausible = 1000.0 / 3;

    // 30 and 29.97 differ by 0.1 %, so a rate must be closer than that to snap.
    private const double SnapWithin = 0.0004;

    private static readonly FrameRate[] Standard =
    [
        new(10, 1),
        new(12, 1),
        new(25, 2),
        new(15, 1),
        new(20, 1),
        new(24_000, 1001),
        new(24, 1),
        new(25, 1),
        new(30_000, 1001),
        new(30, 1),
        new(48_000, 1001),
        new(48, 1),
        new(50, 1),
        new(60_000, 1001),
        new(60, 1),
    ];

    private static readonly FrameRate Usual = new(30, 1);

    /// <summary>The intended rate of the source, even above the limit.</summary>
    public static FrameRate Nominal(VideoTrack video)
    {
        var grid = Plausible(video.GridRate);
        var average = Plausible(video.AverageRate);
        return (grid, average) switch
        {
            (null, null) => Usual,
            (null, { } a) => Above(a),
            ({ } g, null) => Tidy(g),
            // Constant, with a few irregular timestamps, or with fields counted as frames.
            ({ } g, { } a) when g.PerSecond > 1.9 * a.PerSecond && NearStandard(a, 0.01) is { } standard => standard,
            // A grid below the average can't hold all frames. One above 60 and far from the average is only the time unit of
            // the container.
            ({ } g, { } a) when g.PerSecond < 0.98 * a.PerSecond => Above(a),
            ({ } g, { } a) when g.PerSecond > Highest && g.PerSecond > 1.02 * a.PerSecond => Above(a),
            ({ } g, _) => Tidy(g),
        };
    }

    /// <summary>The rate of the result: the nominal one, halved until at most 60, raised until at least 5.</summary>
    public static FrameRate Choose(VideoTrack video)
    {
        var rate = Nominal(video);
        while (rate.PerSecond > Highest)
        {
            rate = Tidy(rate with { Denominator = rate.Denominator * 2 });
        }

        while (rate.PerSecond < Lowest)
        {
            rate = Tidy(rate with { Numerator = rate.Numerator * 2 });
        }

        return rate;
    }

    private static FrameRate? Plausible(FrameRate? rate) =>
        rate?.PerSecond is > 0.001 and < HighestPlausible ? rate : null;

    // For variable rates: bursts are faster than the average, 30 fps shows them, and repeated frames cost almost nothing.
    private static FrameRate Above(FrameRate average) =>
        NearStandard(average, 0.01)
        ?? (
            average.PerSecond <= Usual.PerSecond ? Usual : Array.Find(Standard, s => s.PerSecond >= average.PerSecond)
        ) switch
        {
            { Numerator: > 0 } standard => standard,
            _ => Tidy(average),
        };

    private static FrameRate Tidy(FrameRate rate)
    {
        if (NearStandard(rate, SnapWithin) is { } standard)
        {
            return standard;
        }

        var divisor = GreatestCommonDivisor(rate.Numerator, rate.Denominator);
        var reduced = new FrameRate(rate.Numerator / divisor, rate.Denominator / divisor);
        return reduced.Numerator <= 120_000 ? reduced : new FrameRate((int)Math.Round(rate.PerSecond * 1000), 1000);
    }

    private static FrameRate? NearStandard(FrameRate rate, double within)
    {
        var nearest = Standard.MinBy(standard => Math.Abs(standard.PerSecond / rate.PerSecond - 1));
        return Math.Abs(nearest.PerSecond / rate.PerSecond - 1) <= within ? nearest : null;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
