using Microsoft.Extensions.Logging;
using StreamVault.Core.Encoding;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Exports;

/// <summary>The outcome of exporting a video.</summary>
public abstract record ExportOutcome
{
    private ExportOutcome() { }

    /// <summary>The file is complete and flushed to disk.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Bytes">Its size.</param>
    public sealed record Written(string Name, long Bytes) : ExportOutcome;

    /// <summary>The export failed; no file is left in the folder.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    public sealed record Failed(string Reason) : ExportOutcome;
}

/// <summary>Exports ready videos as MP4 files to a folder outside the vault, in their best quality.</summary>
public sealed partial class VideoExport(Mp4Download download, ILogger<VideoExport> logger)
{
    /// <summary>
    /// Exports a video under its title; a number is added if that name is taken, and no file is ever overwritten. The file's
    /// modification time is the date of recording, if known.
    /// </summary>
    /// <param name="video">The video.</param>
    /// <param name="folder">The target folder; created if it is missing.</param>
    /// <param name="cancellationToken">Cancels; nothing is left of the file.</param>
    public async Task<ExportOutcome> RunAsync(Video video, string folder, CancellationToken cancellationToken)
    {
        if (video.Status != VideoStatus.Ready)
        {
            return new ExportOutcome.Failed("This video is not ready yet. See the Activity page.");
        }

        // Hidden and with another extension, so that it isn't mistaken for the complete file.
        var unnamed = Path.Combine(folder, $".{video.Id}-{Guid.NewGuid():N}.part");
        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
                PrivateMode.Leave(folder);
            }

            await using (var file = new FileStream(unnamed, FileMode.CreateNew, FileAccess.Write))
            {
                await download.WriteAsync(video, video.Qualities[0], file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            PrivateMode.Leave(unnamed);
            SetTime(unnamed, video);
            var name = Name(unnamed, folder, ExportName.Of(video.Title));
            return new ExportOutcome.Written(name, new FileInfo(Path.Combine(folder, name)).Length);
        }
        catch (VideoDamagedException e)
        {
            return new ExportOutcome.Failed($"{e.Message} No file was left in the folder.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Mp4DownloadException)
        {
            return new ExportOutcome.Failed(e.Message);
        }
        finally
        {
            DeleteIfThere(unnamed);
        }
    }

    // Some network shares and old file systems don't support such a date; the file is complete without it.
    private void SetTime(string path, Video video)
    {
        if (video.ExactDate is not { At: var recorded })
        {
            return;
        }

        try
        {
            File.SetLastWriteTimeUtc(path, recorded.UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            Log.TimeNotSet(logger, video.Id, e);
        }
    }

    // If another program takes the name in between, the next number is used.
    private static string Name(string unnamed, string folder, string wanted)
    {
        while (true)
        {
            var name = UniqueName.In(folder, wanted);
            try
            {
                File.Move(unnamed, Path.Combine(folder, name), overwrite: false);
                return name;
            }
            catch (IOException) when (Path.Exists(Path.Combine(folder, name)))
            {
                continue;
            }
        }
    }

    private static void DeleteIfThere(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The modification time of the export of video {Video} could not be set")]
        public static partial void TimeNotSet(ILogger logger, VideoId video, Exception exception);
    }
}
