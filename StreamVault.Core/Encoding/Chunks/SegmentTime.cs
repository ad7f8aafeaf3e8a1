using StreamVault.Core.Media;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>Times in the segments of a result. Pure.</summary>
internal static class SegmentTime
{
    /// <summary>
    /// Where every rendition begins: late enough that what is decoded earlier, pictures out of order and the sound that warms
    /// up the decoder, does not come before zero.
    /// </summary>
    public static readonly TimeSpan Begin = TimeSpan.FromSeconds(2);

    /// <summary>When a frame is shown, in ticks.</summary>
    public static long Of(FrameRate rate, long frame) => TransportClock.TicksOf(Begin + rate.TimeOf(frame));
}
