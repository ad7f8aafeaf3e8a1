using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>How much memory FFmpeg needs to encode a chunk. Pure.</summary>
internal static class ChunkMemory
{
    // Measured at 480p to 4K with six threads an encoder, more than the default: x264 holds its lookahead, its references and a
    // picture for each thread; the decoder and the filters hold their own pictures, at twice the bytes if they have more than
    // eight bits; and what is returned is kept (AllocatorTuning).
    private const long Program = 160_000_000;
    private const int EncodedFrames = 190;
    private const int DecodedFrameBuffers = 30;
    private const double BytesPerPixel = 1.5;

    /// <returns>Bytes, rather too many than too few.</returns>
    public static long Of(EncodePlan plan)
    {
        var encoded = plan.Encoded.Sum(rung => (double)rung.Width * rung.Height);
        var decoded = (double)plan.Video.Width * plan.Video.Height * (plan.ToneMap ? 2 : 1);
        return Program + (long)(BytesPerPixel * (EncodedFrames * encoded + DecodedFrameBuffers * decoded));
    }
}
