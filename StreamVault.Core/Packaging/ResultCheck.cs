using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Packaging;

/// <summary>
/// Plays a finished result from its encrypted segments before it is published: all frames of the smallest rung and all
/// alternative audio, and the key frames of the other rungs. All data must be identical to what was encoded, because the
/// upload may be deleted after this check.
/// </summary>
internal sealed class ResultCheck(VaultStorage storage, FfmpegProcess ffmpeg, ContentKeyStore keys)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    /// <param name="work">The attempt, packaged.</param>
    /// <param name="frames">The number of frames of the result.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="StreamCopyRejectedException">The stream copy doesn't play.</exception>
    /// <exception cref="EncodingFailedException">A segment is missing, can't be decoded or differs from what was encoded.</exception>
    public async Task RunAsync(EncodeWork work, long frames, CancellationToken cancellationToken)
    {
        await work.Meter.EnterAsync("Checking the result", cancellationToken);
        var segments = work.Plan.Chunks.SegmentsIn(frames);
        var smallest = work.Plan.Rungs[^1];
        var streamCopy = work.Plan.Rungs.FirstOrDefault(rung => rung.IsStreamCopied);
        List<PlayedTracks> encoded =
        [
            .. work
                .Plan.Encoded.Reverse()
                .Select(rung => new PlayedTracks(rung.Name, rung == smallest, rung == smallest ? frames : segments)),
            .. Directory
                .GetFiles(work.Folder.ResultFolder, $"{RenditionStage.AlternativeAudioPrefix}*.m3u8")
                .Select(audio => new PlayedTracks(Path.GetFileNameWithoutExtension(audio), Whole: true, null)),
        ];
        if (streamCopy is not null)
        {
            await PlayStreamCopyAsync(work, streamCopy, streamCopy == smallest ? frames : null, cancellationToken);
        }

        await Task.WhenAll(
            Groups(work, encoded).Select(played => PlayTogetherAsync(work, played, frames, cancellationToken))
        );
    }

    // One FFmpeg for a short video, because starting it takes longer than playing. For longer videos, one FFmpeg decodes all
    // frames of the smallest rung, and another checks the rest in the meantime.
    private static IEnumerable<List<PlayedTracks>> Groups(EncodeWork work, List<PlayedTracks> all) =>
        all.Count == 0 ? []
        : all.Count == 1 || work.Plan.Chunks.Duration < Long ? [all]
        :
        [
            [all[0]],
            all[1..],
        ];

    // The number of key frames of a stream copy is unknown; the hash shows that all of them are there.
    private async Task PlayStreamCopyAsync(
        EncodeWork work,
        Rung streamCopy,
        long? frameCount,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var tracks = new PlayedTracks(streamCopy.Name, Whole: frameCount is not null, frameCount);
            await PlayAsync(work, [tracks], _ => { }, cancellationToken);
        }
        catch (EncodingFailedException e) when (e.Failure.Cause == FailureCause.PackagingFailed)
        {
            throw new StreamCopyRejectedException("it can't be decoded without errors");
        }
    }

    private async Task PlayTogetherAsync(
        EncodeWork work,
        List<PlayedTracks> all,
        long frames,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await PlayAsync(
                work,
                all,
                frameCount => work.Meter.Check(all[0].Whole ? (double)frameCount / frames : 0),
                cancellationToken
            );
        }
        catch (EncodingFailedException e) when (e.Failure.Cause == FailureCause.PackagingFailed && all.Count > 1)
        {
            // Each alone, to find out which one fails.
            foreach (var one in all)
            {
                await PlayAsync(work, [one], _ => { }, cancellationToken);
            }
        }
    }

    private async Task PlayAsync(
        EncodeWork work,
        List<PlayedTracks> all,
        Action<long> onFrames,
        CancellationToken cancellationToken
    )
    {
        foreach (var tracks in all)
        {
            File.WriteAllText(work.Folder.CheckPlaylistPath(tracks.Name), WithFullPaths(work, tracks.Name));
            File.Delete(work.Folder.CheckHashPath(tracks.Name));
            File.Delete(work.Folder.KeyFramesPath(tracks.Name));
        }

        var counted = 0L;
        var result = await ffmpeg.RunAsync(
            ResultArguments.Play(all, work.Folder),
            Confinement.Encoding.Reads(storage.KeyPath(work.Video)),
            progress => onFrames(counted = progress.Frames),
            cancellationToken
        );
        // FFmpeg skips missing segments, conceals many errors, and still reports success.
        foreach (var tracks in all)
        {
            Require(work, tracks, counted, result);
        }
    }

    private void Require(EncodeWork work, PlayedTracks tracks, long counted, ProgramResult result)
    {
        var seen = tracks.Whole ? counted : KeyFrameCount(work.Folder.KeyFramesPath(tracks.Name));
        var wrong =
            tracks.Frames is { } frameCount && seen != frameCount ? $"{seen} of {frameCount} frames could be played"
            : result.ExitCode != 0 ? "not all of it can be decoded"
            : File.ReadAllText(work.Folder.CheckHashPath(tracks.Name))
            != File.ReadAllText(work.Folder.HashPath(tracks.Name))
                ? "it differs from what was encoded"
            : null;
        if (wrong is not null)
        {
            throw new EncodingFailedException(
                result.ExitCode == 0
                    ? FailureReasons.ReadBackMismatch(tracks.Name, wrong, result)
                    : FailureReasons.Of(
                        $"checking the finished {tracks.Name} ({wrong})",
                        result,
                        storage.FreeBytes,
                        FailureCause.PackagingFailed
                    )
            );
        }
    }

    private static long KeyFrameCount(string path) =>
        File.Exists(path) ? File.ReadLines(path).Count(line => !line.StartsWith('#')) : 0;

    // Full paths, because the key's relative path is only valid where the result will be served.
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

    // Within quotation marks, FFmpeg treats a backslash as an escape character.
    private static string Quoted(string address) => address.Replace("\\", "\\\\", StringComparison.Ordinal);
}
