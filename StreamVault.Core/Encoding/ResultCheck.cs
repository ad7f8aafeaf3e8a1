using StreamVault.Core.Jobs;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Plays a finished result from its encrypted segments before anything relies on it: of the smallest rung and of further
/// sound everything, of each other rung the first picture of every segment. All of it must be bit by bit what was encoded.
/// What passes may cost the upload its place.
/// </summary>
internal sealed class ResultCheck(VaultStorage storage, FfmpegProcess ffmpeg, ContentKeyStore keys)
{
    /// <param name="work">The attempt, packaged.</param>
    /// <param name="frames">How many pictures the result holds.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="UnkeepableException">What doesn't play is a picture that was kept as it is.</exception>
    /// <exception cref="EncodingFailedException">A segment is missing, can't be decoded or is not what was encoded.</exception>
    public async Task RunAsync(EncodeWork work, long frames, CancellationToken cancellationToken)
    {
        await work.Meter.EnterAsync("Checking that all of it plays", cancellationToken);
        var segments = work.Plan.Chunks.SegmentsIn(frames);
        // Side by side: alone, each leaves cores idle, and together they take a moment of a short video's whole time.
        await Task.WhenAll(
            work.Plan.Rungs.SkipLast(1)
                .Select(rung => PlayAsync(work, rung, whole: false, rung.IsKept ? null : segments, cancellationToken))
                .Append(PlayAsync(work, work.Plan.Rungs[^1], whole: true, frames, cancellationToken))
        );
        // Of these there may be many.
        foreach (var sound in Directory.GetFiles(work.Folder.ResultFolder, $"{RenditionStage.FurtherSound}*.m3u8"))
        {
            await PlayAsync(work, Path.GetFileNameWithoutExtension(sound), whole: true, 0L, cancellationToken);
        }
    }

    private async Task PlayAsync(
        EncodeWork work,
        Rung rung,
        bool whole,
        long? pictures,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await PlayAsync(work, rung.Name, whole, pictures, cancellationToken);
        }
        catch (EncodingFailedException e) when (rung.IsKept && e.Failure.Cause == FailureCause.PackagingFailed)
        {
            throw new UnkeepableException("not all of it can be decoded without a complaint");
        }
    }

    // Of a picture that is kept nobody knows how many key frames it has; that all of them come back is shown by the hash.
    private async Task PlayAsync(
        EncodeWork work,
        string name,
        bool whole,
        long? pictures,
        CancellationToken cancellationToken
    )
    {
        var list = work.Folder.CheckPlaylistPath(name);
        File.WriteAllText(list, WithFullPaths(work, name));
        var hash = work.Folder.CheckHashPath(name);
        File.Delete(hash);
        var seen = 0L;
        var result = await ffmpeg.RunAsync(
            FfmpegArguments.Play(list, whole, hash),
            progress => seen = progress.Frames,
            cancellationToken
        );
        // FFmpeg skips a segment that is missing, and conceals much of what is wrong with one, and calls that success.
        var wrong =
            pictures is not null && seen != pictures ? $"{seen} of {pictures} pictures could be played"
            : result.ExitCode != 0 ? "not all of it can be decoded"
            : File.ReadAllText(hash) != File.ReadAllText(work.Folder.HashPath(name)) ? "it is not what was encoded"
            : null;
        if (wrong is not null)
        {
            throw new EncodingFailedException(
                result.ExitCode == 0
                    ? FailureReasons.ReadBackWrong(name, wrong, result)
                    : FailureReasons.Of(
                        $"checking the finished {name} ({wrong})",
                        result,
                        storage.FreeBytes,
                        FailureCause.PackagingFailed
                    )
            );
        }
    }

    // Full paths, since the key lies elsewhere as seen from here than as seen from where the result will be served.
    private string WithFullPaths(EncodeWork work, string name)
    {
        var stored = File.ReadAllText(work.Folder.ResultPath($"{name}.m3u8"));
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
