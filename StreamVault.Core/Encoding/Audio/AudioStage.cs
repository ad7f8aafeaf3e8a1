using System.Globalization;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Audio;

/// <summary>
/// Encodes whole audio tracks: the main track once per rung, each alternative track once.
/// </summary>
internal sealed class AudioStage(VaultStorage storage, FfmpegProcess ffmpeg)
{
    /// <returns>The tracks, starting with the main track; empty for a silent video.</returns>
    /// <param name="work">The attempt.</param>
    /// <param name="frames">The length of the video in frames.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">FFmpeg failed for a reason other than the source, or the disk can't be read.</exception>
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
                    ?? await EncodeAsync(work, track, number, frames, cancellationToken)
            );
        }

        return finished;
    }

    private async Task<EncodedAudio> EncodeAsync(
        EncodeWork work,
        AudioTrack track,
        int number,
        long frames,
        CancellationToken cancellationToken
    )
    {
        await work.Meter.EnterParallelAsync(
            number == 0 ? "Encoding audio" : $"Encoding audio track {number + 1}",
            cancellationToken
        );
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

        if (!FailureReasons.ReachedEndOrIsUndecodable(result))
        {
            throw new EncodingFailedException(FailureReasons.Of("encoding the audio", result, storage.FreeBytes));
        }

        var decoded = result.ExitCode == 0 && File.Exists(measures.Count) ? DecodedIn(measures.Count) : TimeSpan.Zero;
        var finished = new EncodedAudio(number, track, decoded, result.LogTail.Length > 0)
        {
            LoudSeconds = LoudnessMeter.LoudSeconds(measures.Decoded),
            HeardSeconds = LoudnessMeter.HeardSeconds(measures.Encoded),
        };
        foreach (var output in finished.HasAudio ? outputs : [])
        {
            AttemptFolder.Finish(output.Path);
        }

        work.Folder.FinishAudio(number, finished.Note(frames));
        return finished;
    }

    // An alternative track is played with every rung, so it gets the audio bitrate of the best rung.
    private static AudioOutput[] Outputs(EncodeWork work, int number) =>
        number == 0
            ? [.. work.Plan.Rungs.Select(rung => new AudioOutput(work.Folder.AudioPath(rung), rung.AudioKilobits))]
            : [new AudioOutput(work.Folder.OtherAudioPath(number), work.Plan.Rungs[0].AudioKilobits)];

    // Gaps are filled with silence, so the encoded length says nothing about the source. A line of framecrc is
    // "stream, decoding time, presentation time, samples, bytes, checksum".
    private static TimeSpan DecodedIn(string count) =>
        TimeSpan.FromSeconds(
            File.ReadLines(count)
                .Where(line => line.Length > 0 && line[0] != '#')
                .Sum(line => long.Parse(line.Split(',')[3], CultureInfo.InvariantCulture))
                / (double)AudioArguments.CountedSampleRate
        );
}
