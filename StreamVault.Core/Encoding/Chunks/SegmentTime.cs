using StreamVault.Core.Media;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>Timestamps in the segments of a result. Pure.</summary>
internal static class SegmentTime
{
    /// <summary>
    /// The timestamp at which every rendition starts: late enough that earlier decoding times, of reordered frames and audio
    /// priming, are not negative.
    /// </summary>
    public static readonly TimeSpan Begin = TimeSpan.FromSeconds(2);

    /// <summary>The presentation time of a frame, in ticks.</summary>
    public static long Of(FrameRate rate, long frame) => TransportClock.TicksOf(Begin + rate.TimeOf(frame));
}
