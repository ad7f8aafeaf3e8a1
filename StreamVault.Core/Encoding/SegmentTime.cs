using StreamVault.Core.TransportStreams;

namespace StreamVault.Core.Encoding;

/// <summary>Times in the segments of a result. Pure.</summary>
internal static class SegmentTime
{
    /// <summary>
    /// Where every rendition begins: late enough that no picture out of order is decoded before zero, and no sound heard that
    /// is only there to warm up the decoder.
    /// </summary>
    public static readonly TimeSpan Begin = TimeSpan.FromSeconds(2);

    /// <summary>When a frame is shown, in ticks.</summary>
    public static long Of(FrameRate rate, long frame) => TransportClock.TicksOf(Begin + rate.TimeOf(frame));
}
