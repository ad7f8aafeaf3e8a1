using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
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
        if (!IsMissing(storage, id) || PublishedVideo.Read(storage, id) is not { Qualities: [.., var smallest] })
        {
            return new BackgroundOutcome.Done();
        }

        if (StoredPlaylist.Read(storage.PlaylistPath(id, smallest), storage.KeyPath(id)) is not { } stored)
        {
            return new BackgroundOutcome.Done();
        }

        var all = stored.Durations.Count;
        // A short video has too few segments, and decoding all of it takes no time.
        var isLong = all >= Frames;
        int[] chosen =
        [
            .. isLong
                ? Enumerable.Range(0, Frames).Select(i => ((2 * i) + 1) * all / (2 * Frames))
                : Enumerable.Range(0, all),
        ];
        var select = isLong
            ? PreviewMaker.StartOfEach(chosen.SkipLast(1).Select(segment => stored.Durations[segment]))
            : PreviewMaker.Every(TimeSpan.FromSeconds(stored.Durations.Sum() / Frames));
        return await maker.RunAsync(
            id,
            KindName,
            stored.Of(chosen),
            isLong,
            $"{select},scale={Width}:{Height}:force_original_aspect_ratio=increase,crop={Width}:{Height},setsar=1,"
                // The last frame is repeated if there are too few.
                + $"tpad=stop_mode=clone:stop={Frames},tile={Frames}x1",
            folder => ["-frames:v", "1", "-q:v", "6", "-f", "image2", "-update", "1", SafeInput.Url(Image(folder))],
            folder => File.Move(Image(folder), storage.PreviewPath(id), overwrite: true),
            cancellationToken
        );
    }

    private static string Image(string folder) => Path.Combine(folder, "preview.jpg");
}
