using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Similarity;

/// <summary>Clips of the same moment.</summary>
internal static class SimilarClips
{
    /// <summary>A zoom of 6 s.</summary>
    public static Task<string> OriginalAsync() =>
        Clips.MakeAsync(
            "zoom.mp4",
            [.. (string[])["-f", "lavfi", "-i", "mandelbrot=size=320x240:rate=25", "-t", "6", "-pix_fmt", "yuv420p"]]
        );

    /// <summary>A small, brighter copy with fewer frames, without the first 1.3 s.</summary>
    public static async Task<string> CopyAsync() =>
        await Clips.MakeAsync(
            "zoom-copy.mp4",
            [
                .. (string[])
                    ["-ss", "1.3", "-i", await OriginalAsync(), "-vf", "scale=176:132,eq=brightness=0.08,fps=15"],
                .. (string[])["-b:v", "60k", "-pix_fmt", "yuv420p"],
            ]
        );
}
