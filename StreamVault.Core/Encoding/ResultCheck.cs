using StreamVault.Core.Jobs;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Plays a finished result from its encrypted segments before anything relies on it: of the smallest rung every picture and
/// the sound, of each other rung the first picture of every segment. What passes may cost the upload its place.
/// </summary>
internal sealed class ResultCheck(VaultStorage storage, FfmpegProcess ffmpeg, ContentKeyStore keys)
{
    /// <param name="work">The attempt, packaged.</param>
    /// <param name="frames">How many pictures the result holds.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">A segment is missing or can't be decoded, or the length is wrong.</exception>
    public async Task RunAsync(EncodeWork work, long frames, CancellationToken cancellationToken)
    {
        await work.Meter.EnterAsync("Checking that all of it plays", cancellationToken);
        var smallest = work.Plan.Rungs[^1];
        var segments = (frames + work.Plan.Chunks.FramesPerSegment - 1) / work.Plan.Chunks.FramesPerSegment;
        await PlayAsync(work, smallest, whole: true, frames, cancellationToken);
        // One after the other: the sparing use of the machine matters more here than the moment it takes.
        foreach (var rung in work.Plan.Rungs.SkipLast(1))
        {
            await PlayAsync(work, rung, whole: false, segments, cancellationToken);
        }
    }

    private async Task PlayAsync(
        EncodeWork work,
        Rung rung,
        bool whole,
        long pictures,
        CancellationToken cancellationToken
    )
    {
        var list = work.Folder.CheckPlaylistPath(rung);
        File.WriteAllText(list, WithFullPaths(work, rung));
        var seen = 0L;
        var result = await ffmpeg.RunAsync(
            FfmpegArguments.Play(list, whole),
            progress => seen = progress.Frames,
            cancellationToken
        );
        // Pictures are counted, since FFmpeg skips a segment that is missing and calls that success.
        if (result.ExitCode != 0 || seen != pictures)
        {
            throw new EncodingFailedException(
                FailureReasons.Of(
                    $"checking the finished {rung.Name} ({seen} of {pictures} pictures could be played)",
                    result,
                    storage.FreeBytes,
                    FailureCause.PackagingFailed
                )
            );
        }
    }

    // Full paths, since the key lies elsewhere as seen from here than as seen from where the result will be served.
    private string WithFullPaths(EncodeWork work, Rung rung)
    {
        var stored = File.ReadAllText(work.Folder.ResultPath($"{rung.Name}.m3u8"));
        var lines = stored
            .Split('\n')
            .Select(line =>
                line.StartsWith("#EXT-X-KEY", StringComparison.Ordinal)
                    ? line.Replace(
                        SegmentMaker.KeyUri(work),
                        Quoted(SafeInput.Url(keys.Ensure(work.Video))),
                        StringComparison.Ordinal
                    )
                : line.Length == 0 || line.StartsWith('#') ? line
                : SafeInput.Url(work.Folder.ResultPath(line))
            );
        return string.Join('\n', lines);
    }

    // Within quotation marks FFmpeg takes a backslash for the beginning of an escape.
    private static string Quoted(string address) => address.Replace("\\", "\\\\", StringComparison.Ordinal);
}
