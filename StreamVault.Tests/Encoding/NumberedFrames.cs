using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>
/// Clips whose frames show their number as eight black or white stripes, so that every frame of a result can be identified.
/// </summary>
public static class NumberedFrames
{
    public const int Width = 128;
    public const int Height = 72;

    /// <summary>The filter that draws the number of each frame.</summary>
    private const string Stripes = "geq=lum='if(mod(floor(N/pow(2,floor(X/16))),2),235,16)':cb=128:cr=128";

    /// <summary>A clip of up to 256 numbered frames with key frames far apart and reordered frames, as in camera files.</summary>
    /// <param name="name">The file's name; its ending chooses the container.</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="rate">The frame rate.</param>
    /// <param name="codec">The encoder and its options.</param>
    /// <param name="filter">A filter after the stripes.</param>
    /// <param name="sound">The length of a tone in seconds; 0 for none.</param>
    public static Task<string> MakeAsync(
        string name,
        int frames,
        string rate = "25",
        string codec = "libx264 -preset ultrafast -bf 3 -g 60 -crf 10",
        string filter = "null",
        double sound = 0
    ) =>
        Clips.MakeAsync(
            name,
            [
                .. (string[])["-f", "lavfi", "-i", $"color=black:s={Width}x{Height}:r={rate}"],
                .. sound > 0 ? (string[])["-f", "lavfi", "-i", $"sine=frequency=440:sample_rate=48000:d={sound}"] : [],
                .. (string[])["-filter_complex", $"[0:v]{Stripes},trim=end_frame={frames},{filter}[v]", "-map", "[v]"],
                .. sound > 0 ? (string[])["-map", "1:a"] : [],
                .. (string[])["-fps_mode", "passthrough", "-pix_fmt", "yuv420p", "-c:v", .. codec.Split(' ')],
            ]
        );

    /// <summary>The numbers of the decoded frames, in playback order.</summary>
    public static async Task<IReadOnlyList<int>> ReadAsync(string playlist)
    {
        var options = playlist.EndsWith(".m3u8", StringComparison.Ordinal)
            ? (string[])["-allowed_extensions", "ALL"]
            : [];
        using var folder = new TemporaryFolder();
        var raw = folder.At("raw");
        (
            await RunProgram.Async(
                "ffmpeg",
                [
                    .. (string[])["-nostdin", "-v", "error", .. options, "-i", playlist],
                    .. (string[])["-map", "0:v:0", "-vf", "scale=8:1:flags=area", "-fps_mode", "passthrough"],
                    .. (string[])["-f", "rawvideo", "-pix_fmt", "gray", raw],
                ]
            )
        ).Succeeded();
        return [.. (await File.ReadAllBytesAsync(raw)).Chunk(8).Select(Number)];
    }

    private static int Number(byte[] stripes) => stripes.Select((light, bit) => light > 127 ? 1 << bit : 0).Sum();
}
