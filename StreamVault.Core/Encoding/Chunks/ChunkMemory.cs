using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>The memory that FFmpeg needs to encode a chunk. Pure.</summary>
internal static class ChunkMemory
{
    // Measured at 480p to 4K with six threads per encoder, more than the default. x264 holds its lookahead, its references and
    // a frame per thread; the decoder and the filters hold their own frames, with twice the bytes above 8 bits; and freed
    // memory is kept (AllocatorTuning).
    private const long Program = 160_000_000;
    private const int EncodedFrames = 190;
    private const int DecodedFrameBuffers = 30;
    private const double BytesPerPixel = 1.5;

    /// <returns>The bytes, rounded up generously.</returns>
    public static long Of(EncodePlan plan)
    {
        var encoded = plan.Encoded.Sum(rung => (double)rung.Width * rung.Height);
        var decoded = (double)plan.Video.Width * plan.Video.Height * (plan.ToneMap ? 2 : 1);
        return Program + (long)(BytesPerPixel * (EncodedFrames * encoded + DecodedFrameBuffers * decoded));
    }
}
