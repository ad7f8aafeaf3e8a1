using System.Globalization;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Audio;

/// <summary>
/// Encodes the sound, whole: the track that goes with the picture once for each rung, every further one once.
/// </summary>
internal sealed class AudioStage(VaultStorage storage, FfmpegProcess ffmpeg)
{
    /// <returns>What came of each track, that of the picture first; empty for a silent video.</returns>
    /// <param name="work">The attempt.</param>
    /// <param name="frames">Length of the finished picture in frames.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">FFmpeg failed, and not because of the source.</exception>
    public async Task<IReadOnlyList<EncodedAudio>> RunAsync(
        EncodeWork work,
        long frames,
        CancellationToken cancellationToken
    )
    {
        if (work.Plan.Audio is not { } preferred)
        {
            return [];
        }

        var finished = new List<EncodedAudio>();
        foreach (var track in work.Plan.OtherAudio.Prepend(preferred))
        {
            var number = finished.Count;
            finished.Add(
                EncodedAudio.Read(work.Folder.FinishedAudio(number), frames, number, track)
                    ?? await MakeAsync(work, track, number, frames, cancellationToken)
            );
        }

        return finished;
    }

    private async Task<EncodedAudio> MakeAsync(
        EncodeWork work,
        AudioTrack track,
        int number,
        long frames,
        CancellationToken cancellationToken
    )
    {
        await work.Meter.EnterParallelAsync(number == 0 ? "Audio" : $"Audio, track {number + 1}", cancellationToken);
        var length = work.Plan.Chunks.Rate.TimeOf(frames);
        var outputs = Outputs(work, number);
        var measures = work.Folder.AudioMeasurementFiles(number);
        var result = await ffmpeg.RunAsync(
            AudioArguments.For(
                work.Plan,
                track,
                length,
                work.Source,
                [.. outputs.Select(output => output with { Path = AttemptFolder.PartOf(output.Path) })],
                measures
            ),
            progress => work.Meter.Audio(progress.Time / length),
            cancellationToken
        );
        if (FailureReasons.IsReadError(result))
        {
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        if (!FailureReasons.IsSourceFault(result))
        {
            throw new EncodingFailedException(FailureReasons.Of("encoding the sound", result, storage.FreeBytes));
        }

        var decoded = result.ExitCode == 0 && File.Exists(measures.Count) ? DecodedIn(measures.Count) : TimeSpan.Zero;
        var finished = new EncodedAudio(number, track, decoded, result.LogTail.Length > 0)
        {
            LoudSeconds = LoudnessMeter.LoudSeconds(measures.Decoded),
            HeardSeconds = LoudnessMeter.HeardSeconds(measures.Made),
        };
        foreach (var output in finished.HasAudio ? outputs : [])
        {
            AttemptFolder.Finish(output.Path);
        }

        work.Folder.FinishAudio(number, finished.Note(frames));
        return finished;
    }

    // What a viewer chooses instead is heard with every rung, so it is as good as that of the best.
    private static AudioOutput[] Outputs(EncodeWork work, int number) =>
        number == 0
            ? [.. work.Plan.Rungs.Select(rung => new AudioOutput(work.Folder.AudioPath(rung), rung.AudioKilobits))]
            : [new AudioOutput(work.Folder.OtherAudioPath(number), work.Plan.Rungs[0].AudioKilobits)];

    // Silence is put where the source has none, so what was made tells nothing about what was there. A line of framecrc is
    // "stream, decoding time, presentation time, samples, bytes, checksum".
    private static TimeSpan DecodedIn(string count) =>
        TimeSpan.FromSeconds(
            File.ReadLines(count)
                .Where(line => line.Length > 0 && line[0] != '#')
                .Sum(line => long.Parse(line.Split(',')[3], CultureInfo.InvariantCulture))
                / (double)AudioArguments.CountedSampleRate
        );
}
