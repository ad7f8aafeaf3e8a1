using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Previews;

/// <summary>Makes images from some segments of a ready video, in a folder of their own. Thread-safe.</summary>
internal sealed class PreviewMaker(VaultStorage storage, FfmpegProcess ffmpeg)
{
    // Key frames within the same segment are skipped, and the start of the next one must not be.
    private const double OfSegment = 0.9;

    /// <summary>Selects the first frame, then each frame that is at least this much later than the last one.</summary>
    public static string Every(TimeSpan interval) =>
        $"select='isnan(prev_selected_t)+gte(t-prev_selected_t,{FfmpegText.Seconds(interval)})'";

    /// <summary>Selects the key frame at the start of each segment.</summary>
    /// <param name="segments">The durations of the segments, in seconds.</param>
    public static string StartOfEach(IEnumerable<double> segments) =>
        Every(TimeSpan.FromSeconds(OfSegment * segments.Min()));

    /// <summary>Runs FFmpeg and publishes what it wrote.</summary>
    /// <param name="video">A ready video.</param>
    /// <param name="kind">The kind of the background task.</param>
    /// <param name="playlist">The segments to read.</param>
    /// <param name="keyFramesOnly">Whether the key frames are enough.</param>
    /// <param name="filter">The video filter.</param>
    /// <param name="output">The arguments for an output file in a folder, whose path contains no percent sign.</param>
    /// <param name="publish">Moves the files out of the folder. Not called if the video was deleted.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    public async Task<BackgroundOutcome> RunAsync(
        VideoId video,
        string kind,
        PreviewPlaylist playlist,
        bool keyFramesOnly,
        string filter,
        Func<string, IEnumerable<string>> output,
        Action<string> publish,
        CancellationToken cancellationToken
    )
    {
        // Separate from the attempts of an encode, each of which has its own folder.
        var folder = Path.Combine(storage.WorkFolder(video), kind);
        VaultStorage.CreatePrivateFolder(folder);
        try
        {
            var list = Path.Combine(folder, "preview.m3u8");
            await File.WriteAllTextAsync(list, playlist.Text, cancellationToken);
            var result = await ffmpeg.RunAsync(
                [
                    .. keyFramesOnly ? (string[])["-skip_frame", "nokey"] : [],
                    .. (string[])["-protocol_whitelist", "file,crypto", "-allowed_extensions", "ALL"],
                    .. (string[])["-i", SafeInput.Url(list), "-map", "0:v:0", "-vf", filter],
                    .. output(folder),
                ],
                Confinement.Reading.Reads([.. playlist.Files]),
                _ => { },
                cancellationToken
            );
            File.Delete(list);
            var images = new DirectoryInfo(folder).GetFiles();
            if (result.ExitCode != 0 || images.Length == 0 || images.Any(image => image.Length == 0))
            {
                return Directory.Exists(folder)
                    ? new BackgroundOutcome.Failed(
                        $"FFmpeg could not make the preview. Check the video for damage.\n{result.Log}"
                    )
                    : new BackgroundOutcome.Yielded();
            }

            foreach (var image in images)
            {
                VaultStorage.Flush(image.FullName);
            }

            if (Directory.Exists(storage.VideoFolder(video)))
            {
                publish(folder);
            }

            return new BackgroundOutcome.Done();
        }
        catch (IOException) when (!Directory.Exists(folder))
        {
            // The end of an encode has just removed all of the video's work. The next run starts again.
            return new BackgroundOutcome.Yielded();
        }
        finally
        {
            RemoveWork(video, folder);
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
}
