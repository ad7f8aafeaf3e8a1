using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Hls;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Previews;

/// <summary>
/// Makes the moving preview of a ready video: a row of small frames in one JPEG file, which a card shows one after the
/// other. Only a few key frames of the smallest quality are decoded, so it takes much less than an encode.
/// </summary>
internal sealed class PreviewHandler(VaultStorage storage, PreviewMaker maker) : IBackgroundHandler
{
    public const string KindName = "preview";

    /// <summary>The number of frames in a preview. The style sheet of cards depends on it.</summary>
    public const int Frames = 8;

    private const int Width = 320;
    private const int Height = 180;

    public string Kind => KindName;

    public string Name => "Moving previews";

    /// <summary>Whether a video is ready and has no preview.</summary>
    public static bool IsMissing(VaultStorage storage, VideoId video) =>
        Directory.Exists(storage.VideoFolder(video)) && !File.Exists(storage.PreviewPath(video));

    public async Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken)
    {
        var id = run.Video;
        if (!IsMissing(storage, id) || PreviewSource.Read(storage, id) is not { } source)
        {
            return new BackgroundOutcome.Done();
        }

        return await maker.RunAsync(
            id,
            KindName,
            source,
            Recipe(source.Segments),
            images => File.Move(images[0], storage.PreviewPath(id), overwrite: true),
            cancellationToken
        );
    }

    private static PreviewRecipe Recipe(IReadOnlyList<Segment> all)
    {
        // A short video has too few segments, and decoding all of it takes no time.
        var isLong = all.Count >= Frames;
        IReadOnlyList<Segment> chosen = isLong
            ? [.. Enumerable.Range(0, Frames).Select(i => all[((2 * i) + 1) * all.Count / (2 * Frames)])]
            : all;
        var select = isLong
            ? PreviewRecipe.SelectStarts(chosen)
            : PreviewRecipe.SelectEvery(
                TimeSpan.FromSeconds(all.Sum(segment => segment.Duration.TotalSeconds)) / Frames
            );
        return new PreviewRecipe(
            chosen,
            KeyFramesOnly: isLong,
            $"{select},scale={Width}:{Height}:force_original_aspect_ratio=increase,crop={Width}:{Height},setsar=1,"
                // The last frame is repeated if there are too few.
                + $"tpad=stop_mode=clone:stop={Frames},tile={Frames}x1",
            Images: 1,
            JpegQuality: 6
        );
    }
}
