using System.Text;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Packaging;

/// <summary>Takes the poster from the encoded video, which has the right rotation and colors.</summary>
internal sealed class PosterStage(VaultStorage storage, FfmpegProcess ffmpeg)
{
    /// <param name="work">The attempt.</param>
    /// <param name="frames">The number of frames in each chunk.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">FFmpeg failed.</exception>
    public async Task RunAsync(EncodeWork work, IReadOnlyList<long> frames, CancellationToken cancellationToken)
    {
        var poster = PosterFrame.Of(
            work.Plan.Chunks,
            frames.Sum(),
            work.Folder.ResultPath(Path.GetFileName(storage.PosterPath(work.Video)))
        );
        var rung = PosterFrame.RungOf(work.Plan);
        File.WriteAllText(work.Folder.ListPath(rung), ConcatList(work, VideoChunkFile.Of(work, rung, frames)));
        var result = await ffmpeg.RunAsync(
            ResultArguments.Poster(work.Folder.ListPath(rung), poster),
            _ => { },
            cancellationToken
        );
        if (!File.Exists(poster.Path) || new FileInfo(poster.Path).Length == 0)
        {
            throw new EncodingFailedException(FailureReasons.Of("creating the poster", result, storage.FreeBytes));
        }

        VaultStorage.Flush(poster.Path);
    }

    // Durations are differences of rounded ends, so that rounding never adds up.
    private static string ConcatList(EncodeWork work, IEnumerable<VideoChunkFile> chunks)
    {
        var list = new StringBuilder("ffconcat version 1.0\n");
        var (done, begin) = (0L, TimeSpan.Zero);
        foreach (var chunk in chunks)
        {
            done += chunk.Frames;
            var end = TimeSpan.FromMicroseconds(Math.Round(work.Plan.Chunks.Rate.TimeOf(done).TotalMicroseconds));
            list.Append($"file {Path.GetFileName(chunk.Path)}\n");
            list.Append($"duration {FfmpegText.Seconds(end - begin)}\n");
            begin = end;
        }

        return list.ToString();
    }
}
