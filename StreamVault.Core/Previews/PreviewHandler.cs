using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Previews;

/// <summary>
/// Makes the moving preview of a ready video: a row of small frames in one JPEG file, which a card shows one after the
/// other. Only a few key frames of the smallest quality are decoded, so it takes much less than an encode.
/// </summary>
internal sealed class PreviewHandler(VaultStorage storage, FfmpegProcess ffmpeg) : IBackgroundHandler
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
        var (id, key) = (run.Video, storage.KeyPath(run.Video));
        if (!IsMissing(storage, id) || PublishedVideo.Read(storage, id) is not { Qualities: [.., var smallest] })
        {
            return new BackgroundOutcome.Done();
        }

        var stored = Path.Combine(storage.VideoFolder(id), $"{smallest}.m3u8");
        if (PreviewPlaylist.Of(stored, key, Frames) is not { } playlist)
        {
            return new BackgroundOutcome.Done();
        }

        // Separate from the attempts of an encode, each of which has its own folder.
        var folder = Path.Combine(storage.WorkFolder(id), KindName);
        VaultStorage.CreatePrivateFolder(folder);
        try
        {
            var outcome = await MakeAsync(id, playlist, folder, cancellationToken);
            return outcome is BackgroundOutcome.Failed && !Directory.Exists(folder)
                ? new BackgroundOutcome.Yielded()
                : outcome;
        }
        catch (IOException) when (!Directory.Exists(folder))
        {
            // The end of an encode has just removed all of the video's work. The next run starts again.
            return new BackgroundOutcome.Yielded();
        }
        finally
        {
            RemoveWork(id, folder);
        }
    }

    private void RemoveWork(VideoId id, string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            if (!Directory.EnumerateFileSystemEntries(storage.WorkFolder(id)).Any())
            {
                Directory.Delete(storage.WorkFolder(id));
            }
        }
        catch (DirectoryNotFoundException)
        {
            // The end of an encode, or the deletion of the video, has just removed all of the video's work.
        }
    }

    private async Task<BackgroundOutcome> MakeAsync(
        VideoId id,
        PreviewPlaylist playlist,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var (list, image) = (Path.Combine(folder, "preview.m3u8"), Path.Combine(folder, "preview.jpg"));
        await File.WriteAllTextAsync(list, playlist.Text, cancellationToken);
        var result = await ffmpeg.RunAsync(
            Arguments(playlist, list, image),
            Confinement.Reading.Reads([storage.KeyPath(id), .. playlist.Segments]),
            _ => { },
            cancellationToken
        );
        if (result.ExitCode != 0 || !File.Exists(image) || new FileInfo(image).Length == 0)
        {
            return new BackgroundOutcome.Failed(
                $"FFmpeg could not make the moving preview. Check the video for damage.\n{result.Log}"
            );
        }

        VaultStorage.Flush(image);
        // The video may have been deleted in the meantime.
        if (Directory.Exists(storage.VideoFolder(id)))
        {
            File.Move(image, storage.PreviewPath(id), overwrite: true);
        }

        return new BackgroundOutcome.Done();
    }

    private static string[] Arguments(PreviewPlaylist playlist, string list, string image) =>
        [
            .. playlist.KeyFramesOnly ? (string[])["-skip_frame", "nokey"] : [],
            .. (string[])["-protocol_whitelist", "file,crypto", "-allowed_extensions", "ALL"],
            .. (string[])["-i", SafeInput.Url(list), "-map", "0:v:0"],
            .. (string[])
                [
                    "-vf",
                    $"select='isnan(prev_selected_t)+gte(t-prev_selected_t,{FfmpegText.Seconds(playlist.FrameInterval)})',"
                        + $"scale={Width}:{Height}:force_original_aspect_ratio=increase,crop={Width}:{Height},setsar=1,"
                        // The last frame is repeated if there are too few.
                        + $"tpad=stop_mode=clone:stop={Frames},tile={Frames}x1",
                ],
            .. (string[])["-frames:v", "1", "-q:v", "6", "-f", "image2", "-update", "1", SafeInput.Url(image)],
        ];
}
