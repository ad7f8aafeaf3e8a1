using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>Chooses the rungs for a source. Pure.</summary>
internal static class Ladder
{
    // A source that is smaller than a box by no more than this becomes that rung at its own size.
    private const double Tolerance = 1.02;

    private static readonly Box[] Boxes =
    [
        new("2160p", 3840, 2160, 16000, 128),
        new("1080p", 1920, 1080, 4000, 128),
        new("720p", 1280, 720, 2000, 96),
        new("480p", 854, 480, 1000, 64),
    ];

    private sealed record Box(string Name, int Long, int Short, int VideoKilobits, int AudioKilobits);

    /// <returns>
    /// The rungs, best first; at least one. Boxes rotate with the video, so 1080×1920 is 1080p, and both sides must fit:
    /// 2560×1080, which fits 1080p only by its height, would need a level that many devices can't decode. Never larger
    /// than the source.
    /// </returns>
    /// <param name="video">The source.</param>
    /// <param name="profile">How bits are spent.</param>
    /// <param name="ultraHd">Whether a 4K source also gets a 2160p rung.</param>
    public static IReadOnlyList<Rung> For(VideoTrack video, EncodingProfile profile, bool ultraHd)
    {
        var (width, height) = video.DisplaySize;
        var rungs = Boxes
            .Skip(ultraHd ? 0 : 1)
            .Select(box => (Box: box, Scale: Scale(box, width, height)))
            .Where(fit => fit.Scale <= Tolerance)
            .Select(fit => Sized(fit.Box, width, height, fit.Scale))
            .ToList();
        var fitting = rungs.Count > 0 ? rungs : [Sized(Boxes[^1], width, height, 1)];
        return profile == EncodingProfile.Archive ? [.. fitting.Select(Doubled)] : fitting;
    }

    private static Rung Doubled(Rung rung) =>
        rung with
        {
            VideoKilobits = 2 * rung.VideoKilobits,
            AudioKilobits = rung.AudioKilobits * 3 / 2,
        };

    private static double Scale(Box box, double width, double height) =>
        Math.Min(box.Long / Math.Max(width, height), box.Short / Math.Min(width, height));

    private static Rung Sized(Box box, double width, double height, double scale) =>
        new(box.Name, Even(width, scale), Even(height, scale), box.VideoKilobits, box.AudioKilobits);

    // H.264 with chroma subsampling needs even sizes. A source at its own size is cropped by a line, not enlarged.
    private static int Even(double length, double scale) =>
        Math.Max(2, 2 * (int)(scale >= 1 ? Math.Floor(length / 2 + 1e-6) : Math.Round(length * scale / 2)));
}
