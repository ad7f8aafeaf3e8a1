using Microsoft.Extensions.Logging;
using StreamVault.Core.Encoding;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Exports;

/// <summary>What came of writing a video to a folder.</summary>
public abstract record ExportOutcome
{
    private ExportOutcome() { }

    /// <summary>The file is whole and safe on disk.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Bytes">Its size.</param>
    public sealed record Written(string Name, long Bytes) : ExportOutcome;

    /// <summary>There is nothing of it in the folder.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    public sealed record Failed(string Reason) : ExportOutcome;
}

/// <summary>Writes ready videos as plain MP4 files to a folder outside the vault, in their best quality.</summary>
public sealed partial class VideoExport(Mp4Download download, ILogger<VideoExport> logger)
{
    /// <summary>
    /// Writes one, under its title; a number is added if that name is taken, and nothing is ever overwritten. The file's
    /// modification time is the date of recording, if that is known.
    /// </summary>
    /// <param name="video">The video.</param>
    /// <param name="folder">Where to; made if missing.</param>
    /// <param name="cancellationToken">Gives up; nothing is left of the file.</param>
    public async Task<ExportOutcome> RunAsync(Video video, string folder, CancellationToken cancellationToken)
    {
        if (video.Status != VideoStatus.Ready)
        {
            return new ExportOutcome.Failed("It is not ready yet. Look at the page Activity for why.");
        }

        // Hidden and with an ending of its own, so that nobody takes it for the whole file.
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

    // Some network shares and old file systems take no such date: the file is whole without it.
    private void SetTime(string path, Video video)
    {
        if (video.Recorded is not { At: var recorded })
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

    // Somebody may take a name between the look and the move: then the next one is as good.
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
