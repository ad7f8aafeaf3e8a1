using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Previews;

/// <summary>Makes the images of previews with FFmpeg. Thread-safe.</summary>
internal sealed class PreviewMaker(VaultStorage storage, FfmpegProcess ffmpeg)
{
    /// <summary>Makes the images of a preview and publishes them.</summary>
    /// <param name="video">A ready video.</param>
    /// <param name="kind">The kind of the background task.</param>
    /// <param name="source">What to read.</param>
    /// <param name="recipe">How to make the images.</param>
    /// <param name="publish">Moves the images, given by their paths in order. Not called if the video was deleted.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    public async Task<BackgroundOutcome> RunAsync(
        VideoId video,
        string kind,
        PreviewSource source,
        PreviewRecipe recipe,
        Action<IReadOnlyList<string>> publish,
        CancellationToken cancellationToken
    )
    {
        // Separate from the attempts of an encode, each of which has its own folder.
        var folder = Path.Combine(storage.WorkFolder(video), kind);
        VaultStorage.CreatePrivateFolder(folder);
        try
        {
            var failure = await MakeAsync(source, recipe, folder, cancellationToken);
            if (failure is null && Directory.Exists(storage.VideoFolder(video)))
            {
                publish(ImagesIn(folder, recipe.Images));
            }

            return failure is null ? new BackgroundOutcome.Done()
                : Directory.Exists(folder) ? failure
                : new BackgroundOutcome.Yielded();
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

    private async Task<BackgroundOutcome.Failed?> MakeAsync(
        PreviewSource source,
        PreviewRecipe recipe,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var list = Path.Combine(folder, "preview.m3u8");
        await File.WriteAllTextAsync(list, source.PlaylistOf(recipe.Segments), cancellationToken);
        // The pattern's own percent sign is the only one that is not literal.
        var pattern = Path.Combine(folder.Replace("%", "%%", StringComparison.Ordinal), "%d.jpg");
        var result = await ffmpeg.RunAsync(
            [
                .. recipe.KeyFramesOnly ? (string[])["-skip_frame", "nokey"] : [],
                .. (string[])["-protocol_whitelist", "file,crypto", "-allowed_extensions", "ALL"],
                .. (string[])["-i", SafeInput.Url(list), "-map", "0:v:0", "-vf", recipe.Filter],
                .. (string[])["-frames:v", $"{recipe.Images}", "-q:v", $"{recipe.JpegQuality}"],
                .. (string[])["-f", "image2", SafeInput.Url(pattern)],
            ],
            Confinement.Reading.Reads([.. source.FilesOf(recipe.Segments)]),
            _ => { },
            cancellationToken
        );
        var images = ImagesIn(folder, recipe.Images);
        if (result.ExitCode != 0 || !images.All(image => new FileInfo(image) is { Exists: true, Length: > 0 }))
        {
            return new BackgroundOutcome.Failed(
                $"FFmpeg could not make the preview. Check the video for damage.\n{result.Log}"
            );
        }

        foreach (var image in images)
        {
            VaultStorage.Flush(image);
        }

        return null;
    }

    private static IReadOnlyList<string> ImagesIn(string folder, int count) =>
        [.. Enumerable.Range(1, count).Select(number => Path.Combine(folder, $"{number}.jpg"))];

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
