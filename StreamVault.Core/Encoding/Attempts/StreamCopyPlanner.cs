using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// Stream-copies a source's video if every player can decode it and it stays below the bitrate ceiling of its rung. The
/// segments of the other rungs then start at its key frames.
/// </summary>
internal sealed class StreamCopyPlanner(VaultStorage storage, FfmpegProcess ffmpeg)
{
    /// <returns>A plan with a stream copy, or the same plan with a note that says why the video can't be stream-copied.</returns>
    /// <param name="plan">The plan to encode everything.</param>
    /// <param name="source">The file to encode from: the upload or its copy.</param>
    /// <param name="folder">The attempt's folder; the video is written to <see cref="AttemptFolder.StreamCopyPath"/>.</param>
    /// <param name="meter">Receives the progress.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">There is not enough disk space, the disk can't be read, or FFmpeg was killed.</exception>
    public async Task<EncodePlan> ApplyAsync(
        EncodePlan plan,
        string source,
        AttemptFolder folder,
        ProgressMeter meter,
        CancellationToken cancellationToken
    )
    {
        var size = new FileInfo(source).Length;
        if ((plan.StreamCopyRefusal ?? StreamCopyRules.Refusal(plan, size)) is { } refusal)
        {
            return WithRefusal(plan, refusal);
        }

        if (storage.FreeBytes is var free && free < size)
        {
            throw new EncodingFailedException(FailureReasons.DiskLow(size, free));
        }

        await meter.EnterAsync("Copying the video", cancellationToken);
        var part = AttemptFolder.PartOf(folder.StreamCopyPath);
        var result = await CopyAsync(plan, source, part, cancellationToken);
        var track = new StreamCopyTrack(plan.Rungs[0], plan.Chunks);
        var reason =
            result.ExitCode != 0 || SourceDamage.ShowsIn(result)
                ? "it is damaged"
                : track.Refusal(AccessUnit.ReadAll(part))
                    ?? (AudioIsLonger(plan, track.Frames) ? StreamCopyRules.AudioIsLonger : null);
        if (reason is not null)
        {
            File.Delete(part);
            return WithRefusal(plan, reason);
        }

        TransportStream.Pad(AttemptFolder.PartOf(folder.StreamCopyPath));
        AttemptFolder.Finish(folder.StreamCopyPath);
        var rung = plan.Rungs[0] with { IsStreamCopied = true };
        return (
            plan with
            {
                Rungs = [rung, .. plan.Rungs.Skip(1)],
                Chunks = (plan.Chunks with { TotalFrames = track.Frames }).SplitAt(track.Starts),
                IsCounted = true,
            }
        ).WithNote($"{rung.Name} is the original video, not re-encoded.");
    }

    private async Task<ProgramResult> CopyAsync(
        EncodePlan plan,
        string source,
        string output,
        CancellationToken cancellationToken
    )
    {
        var result = await ffmpeg.RunAsync(CopyArguments.StreamCopy(plan, source, output), _ => { }, cancellationToken);
        if (FailureReasons.IsReadError(result))
        {
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        // A full disk or a killed FFmpeg says nothing about the source, so a later attempt may still stream-copy it.
        return FailureReasons.IsDiskFull(result) || result.ExitCode == ProgramResult.Killed
            ? throw new EncodingFailedException(FailureReasons.Of("copying the video", result, storage.FreeBytes))
            : result;
    }

    // Checked again because the stream copy may have another frame count than was planned.
    private static bool AudioIsLonger(EncodePlan plan, long frames) =>
        plan
            .OtherAudio.Append(plan.Audio)
            .Any(audio => audio?.End > plan.Chunks.Rate.TimeOf(frames) + ChunkPlan.MaxVideoShortfall);

    private static EncodePlan WithRefusal(EncodePlan plan, string reason) =>
        plan.WithNote($"The original video is re-encoded in every quality because {reason}.");
}
