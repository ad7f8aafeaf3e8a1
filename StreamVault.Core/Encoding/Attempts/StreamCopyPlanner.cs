using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// Passes on a source's picture as it is, where every player takes it and it stays below the ceiling of its quality; the
/// other qualities are cut where it can be cut.
/// </summary>
internal sealed class StreamCopyPlanner(VaultStorage storage, FfmpegProcess ffmpeg)
{
    /// <returns>The plan that keeps it, or the same plan with a note that says why not.</returns>
    /// <param name="plan">The plan to encode everything.</param>
    /// <param name="source">What is read: the upload or its copy.</param>
    /// <param name="folder">The attempt's folder; the picture is written to <see cref="AttemptFolder.StreamCopyPath"/>.</param>
    /// <param name="meter">Where progress is told.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">There is no room for it, the disk can't be read, or FFmpeg was killed.</exception>
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
            return Anew(plan, refusal);
        }

        if (storage.FreeBytes is var free && free < size)
        {
            throw new EncodingFailedException(FailureReasons.DiskLow(size, free));
        }

        await meter.EnterAsync("Copying the picture as it is", cancellationToken);
        var part = AttemptFolder.PartOf(folder.StreamCopyPath);
        var result = await ffmpeg.RunAsync(CopyArguments.Keep(plan, source, part), _ => { }, cancellationToken);
        if (FailureReasons.IsReadError(result))
        {
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        if (FailureReasons.IsDiskFull(result) || result.ExitCode == ProgramResult.Killed)
        {
            // Nothing that speaks against the source.
            throw new EncodingFailedException(FailureReasons.Of("copying the picture", result, storage.FreeBytes));
        }

        var kept = new StreamCopyTrack(plan.Rungs[0], plan.Chunks);
        var reason =
            result.ExitCode != 0 || SourceDamage.ShowsIn(result)
                ? "it is damaged"
                : kept.Refusal(AccessUnit.In(part))
                    ?? (AudioIsLonger(plan, kept.Frames) ? StreamCopyRules.AudioIsLonger : null);
        if (reason is not null)
        {
            File.Delete(part);
            return Anew(plan, reason);
        }

        TransportStream.Pad(AttemptFolder.PartOf(folder.StreamCopyPath));
        AttemptFolder.Finish(folder.StreamCopyPath);
        var rung = plan.Rungs[0] with { IsStreamCopied = true };
        return (
            plan with
            {
                Rungs = [rung, .. plan.Rungs.Skip(1)],
                Chunks = (plan.Chunks with { TotalFrames = kept.Frames }).CutAt(kept.Starts),
                IsCounted = true,
            }
        ).WithNote($"{rung.Name} is the picture as it was recorded, not encoded again.");
    }

    // Its own count of pictures is what counts from now on.
    private static bool AudioIsLonger(EncodePlan plan, long frames) =>
        plan
            .OtherAudio.Append(plan.Audio)
            .Any(sound => sound?.End > plan.Chunks.Rate.TimeOf(frames) + ChunkPlan.MaxVideoShortfall);

    private static EncodePlan Anew(EncodePlan plan, string reason) =>
        plan.WithNote($"Encoded anew in every quality: {reason}.");
}
