namespace StreamVault.Core.Packaging.TransportStreams;

/// <summary>Timestamps of a transport stream: 33 bits in units of 1/90,000 s (ISO/IEC 13818-1, 2.4.3.6). Pure.</summary>
internal static class TransportClock
{
    /// <summary>Ticks in a second.</summary>
    public const int TicksPerSecond = 90_000;

    /// <summary>The bytes of a timestamp.</summary>
    public const int StampBytes = 5;

    // It wraps around after 26.5 hours.
    private const long Wrap = 1L << 33;

    /// <summary>The nearest tick.</summary>
    public static long TicksOf(TimeSpan time) =>
        (long)Math.Round((decimal)time.Ticks * TicksPerSecond / TimeSpan.TicksPerSecond);

    /// <summary>The duration of a number of ticks.</summary>
    public static TimeSpan TimeOf(long ticks) => TimeSpan.FromSeconds(ticks / (double)TicksPerSecond);

    /// <summary>The difference between two stored timestamps, across a wraparound if that is shorter.</summary>
    public static long Step(long from, long to)
    {
        var step = (to - from) % Wrap;
        return step > Wrap / 2 ? step - Wrap
            : step < -Wrap / 2 ? step + Wrap
            : step;
    }

    /// <summary>Reads a timestamp: 33 bits in five bytes, with a marker bit after each part.</summary>
    public static long Read(ReadOnlySpan<byte> stamp) =>
        (long)(stamp[0] >> 1 & 7) << 30
        | (long)stamp[1] << 22
        | (long)(stamp[2] >> 1) << 15
        | (long)stamp[3] << 7
        | (long)(stamp[4] >> 1);

    /// <summary>Writes a timestamp.</summary>
    /// <param name="stamp">The destination.</param>
    /// <param name="kind">2 for the only timestamp of a unit, 3 for the first of two, 1 for the second.</param>
    /// <param name="time">The time in ticks, not negative.</param>
    public static void Write(Span<byte> stamp, int kind, long time)
    {
        stamp[0] = (byte)(kind << 4 | (int)(time >> 30 & 7) << 1 | 1);
        stamp[1] = (byte)(time >> 22);
        stamp[2] = (byte)(time >> 15 << 1 | 1);
        stamp[3] = (byte)(time >> 7);
        stamp[4] = (byte)(time << 1 | 1);
    }

    /// <summary>Writes a program clock reference (2.4.3.5): six bytes, in whole ticks.</summary>
    public static void WriteReference(Span<byte> reference, long time)
    {
        reference[0] = (byte)(time >> 25);
        reference[1] = (byte)(time >> 17);
        reference[2] = (byte)(time >> 9);
        reference[3] = (byte)(time >> 1);
        reference[4] = (byte)((time & 1) << 7 | 0x7E);
        reference[5] = 0;
    }
}
