using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Packaging;

/// <summary>
/// Plays a finished result from its encrypted segments before anything relies on it: of the smallest rung and of further
/// sound everything, of each other rung the first picture of every segment. All of it must be bit by bit what was encoded.
/// What passes may cost the upload its place.
/// </summary>
internal sealed class ResultCheck(VaultStorage storage, FfmpegProcess ffmpeg, ContentKeyStore keys)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    /// <param name="work">The attempt, packaged.</param>
    /// <param name="frames">How many pictures the result holds.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="StreamCopyRejectedException">What doesn't play is a picture that was kept as it is.</exception>
    /// <exception cref="EncodingFailedException">A segment is missing, can't be decoded or is not what was encoded.</exception>
    public async Task RunAsync(EncodeWork work, long frames, CancellationToken cancellationToken)
    {
        await work.Meter.EnterAsync("Checking that all of it plays", cancellationToken);
        var segments = work.Plan.Chunks.SegmentsIn(frames);
        var smallest = work.Plan.Rungs[^1];
        var kept = work.Plan.Rungs.FirstOrDefault(rung => rung.IsStreamCopied);
        List<PlayedTracks> encoded =
        [
            .. work
                .Plan.Encoded.Reverse()
                .Select(rung => new PlayedTracks(rung.Name, rung == smallest, rung == smallest ? frames : segments)),
            .. Directory
                .GetFiles(work.Folder.ResultFolder, $"{RenditionStage.AlternativeAudioPrefix}*.m3u8")
                .Select(sound => new PlayedTracks(Path.GetFileNameWithoutExtension(sound), Whole: true, null)),
        ];
        if (kept is not null)
        {
            await PlayStreamCopyAsync(work, kept, kept == smallest ? frames : null, cancellationToken);
        }

        await Task.WhenAll(
            Together(work, encoded).Select(played => PlayTogetherAsync(work, played, frames, cancellationToken))
        );
    }

    // By one FFmpeg, since to start it takes longer than to play a short video; of a longer one, which is decoded whole by one
    // and the rest meanwhile by another.
    private static IEnumerable<List<PlayedTracks>> Together(EncodeWork work, List<PlayedTracks> all) =>
        all.Count == 0 ? []
        : all.Count == 1 || work.Plan.Chunks.Duration < Long ? [all]
        :
        [
            [all[0]],
            all[1..],
        ];

    // Of a picture that is kept nobody knows how many key frames it has; that all of them come back is shown by the hash.
    private async Task PlayStreamCopyAsync(
        EncodeWork work,
        Rung kept,
        long? pictures,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var tracks = new PlayedTracks(kept.Name, Whole: pictures is not null, pictures);
            await PlayAsync(work, [tracks], _ => { }, cancellationToken);
        }
        catch (EncodingFailedException e) when (e.Failure.Cause == FailureCause.PackagingFailed)
        {
            throw new StreamCopyRejectedException("not all of it can be decoded without a complaint");
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
                pictures => work.Meter.Check(all[0].Whole ? (double)pictures / frames : 0),
                cancellationToken
            );
        }
        catch (EncodingFailedException e) when (e.Failure.Cause == FailureCause.PackagingFailed && all.Count > 1)
        {
            // Each alone, so that it can be said which.
            foreach (var one in all)
            {
                await PlayAsync(work, [one], _ => { }, cancellationToken);
            }
        }
    }

    private async Task PlayAsync(
        EncodeWork work,
        List<PlayedTracks> all,
        Action<long> onPictures,
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
            progress => onPictures(counted = progress.Frames),
            cancellationToken
        );
        // FFmpeg skips a segment that is missing, and conceals much of what is wrong with one, and calls that success.
        foreach (var tracks in all)
        {
            Require(work, tracks, counted, result);
        }
    }

    private void Require(EncodeWork work, PlayedTracks tracks, long counted, ProgramResult result)
    {
        var seen = tracks.Whole ? counted : KeyFrameCount(work.Folder.KeyFramesPath(tracks.Name));
        var wrong =
            tracks.Frames is { } pictures && seen != pictures ? $"{seen} of {pictures} pictures could be played"
            : result.ExitCode != 0 ? "not all of it can be decoded"
            : File.ReadAllText(work.Folder.CheckHashPath(tracks.Name))
            != File.ReadAllText(work.Folder.HashPath(tracks.Name))
                ? "it is not what was encoded"
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
