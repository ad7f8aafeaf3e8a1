using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Encodes the sound, whole, once for each rung.</summary>
internal sealed class SoundStage(VaultStorage storage, FfmpegProcess ffmpeg, SourceProbe probe)
{
    /// <returns>Whether the video has sound.</returns>
    /// <param name="work">The attempt.</param>
    /// <param name="frames">Length of the finished picture in frames.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    public async Task<bool> RunAsync(EncodeWork work, long frames, CancellationToken cancellationToken)
    {
        if (work.Plan.Sound is not { } sound)
        {
            return false;
        }

        if (
            work.Folder.FinishedAudio == Note(frames, hasSound: true)
            || work.Folder.FinishedAudio == Note(frames, hasSound: false)
        )
        {
            return work.Folder.FinishedAudio == Note(frames, hasSound: true);
        }

        await work.Meter.EnterAsync("Audio", cancellationToken);
        var length = work.Plan.Chunks.Rate.TimeOf(frames);
        var result = await ffmpeg.RunAsync(
            FfmpegArguments.Audio(
                work.Plan,
                sound,
                length,
                work.Source,
                rung => AttemptFolder.PartOf(work.Folder.AudioPath(rung))
            ),
            progress => work.Meter.Audio(progress.Time / length),
            cancellationToken
        );
        if (result.LogTail.Contains("Input/output error", StringComparison.Ordinal))
        {
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        if (!FailureReasons.IsAboutTheSource(result))
        {
            throw new EncodingFailedException(FailureReasons.Of("encoding the sound", result, storage.FreeBytes));
        }

        var hasSound = result.ExitCode == 0 && await HasSoundAsync(work, cancellationToken);
        foreach (var rung in hasSound ? work.Plan.Rungs : [])
        {
            AttemptFolder.Finish(work.Folder.AudioPath(rung));
        }

        work.Folder.FinishAudio(Note(frames, hasSound));
        return hasSound;
    }

    // A track of which nothing can be decoded gives a file without a single packet.
    private async Task<bool> HasSoundAsync(EncodeWork work, CancellationToken cancellationToken)
    {
        var first = AttemptFolder.PartOf(work.Folder.AudioPath(work.Plan.Rungs[0]));
        return File.Exists(first) && await probe.HoldsSoundAsync(first, cancellationToken);
    }

    private static string Note(long frames, bool hasSound) => $"{frames} {(hasSound ? "sound" : "silence")}";
}
