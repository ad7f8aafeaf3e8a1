using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Hls;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Subtitles;

/// <summary>Takes the subtitles out of the upload as WebVTT. What can't be read of them is left out: the video matters more.</summary>
internal sealed class SubtitleStage(VaultStorage storage, FfmpegProcess ffmpeg)
{
    /// <returns>Every track of the plan, in order; those that can't be included say why.</returns>
    /// <param name="work">The attempt.</param>
    /// <param name="frames">Length of the finished video in frames.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <exception cref="EncodingFailedException">The disk can't be read.</exception>
    public async Task<IReadOnlyList<ExtractedSubtitles>> RunAsync(
        EncodeWork work,
        long frames,
        CancellationToken cancellationToken
    )
    {
        if (work.Plan.Subtitles.Count == 0)
        {
            return [];
        }

        if (!work.Folder.SubtitlesAreFinished)
        {
            await work.Meter.EnterAsync("Subtitles", cancellationToken);
            await ExtractAsync(work, cancellationToken);
            work.Folder.FinishSubtitles();
        }

        return [.. work.Plan.Subtitles.Select((track, i) => Finished(work, track, i + 1, frames))];
    }

    private static ExtractedSubtitles Finished(EncodeWork work, SubtitleTrack track, int number, long frames)
    {
        var file = new FileInfo(work.Folder.SubtitlePath(number));
        var nothing = new ExtractedSubtitles(number, track, []) { OmittedTracks = "no text could be read from it" };
        if (!file.Exists)
        {
            return nothing;
        }

        var rate = work.Plan.Chunks.Rate;
        if (file.Length >= SubtitleBudget.BytesFor(work.Plan.Chunks.Duration))
        {
            return nothing with { OmittedTracks = SubtitleBudget.TooLarge(file.Length, work.Plan.Chunks.Duration) };
        }

        var text = File.ReadAllText(file.FullName);
        var cues = WebVtt.Read(text);
        var starts = work.Plan.Chunks.SegmentStartsIn(frames).Select(rate.TimeOf).ToList();
        var (refusal, bytes) = SubtitleBudget.Of(cues, starts, rate.TimeOf(frames));
        return cues.Count == 0
            ? nothing
            : new ExtractedSubtitles(number, track, cues)
            {
                OmittedTracks = refusal,
                LostTexts = WebVtt.CountOrphanedBlocks(text),
                Bytes = refusal is null ? bytes : 0,
            };
    }

    // All at once, since the whole file is read for it; one by one only if one of them spoils it for all.
    private async Task ExtractAsync(EncodeWork work, CancellationToken cancellationToken)
    {
        var all = Numbered(work).ToList();
        if (await TryAsync(work, all, cancellationToken) || all.Count == 1)
        {
            return;
        }

        foreach (var one in all)
        {
            await TryAsync(work, [one], cancellationToken);
        }
    }

    private async Task<bool> TryAsync(
        EncodeWork work,
        List<(SubtitleTrack Track, string Path)> tracks,
        CancellationToken cancellationToken
    )
    {
        var result = await ffmpeg.RunAsync(
            SubtitleArguments.For(
                tracks.Select(t => (t.Track, AttemptFolder.PartOf(t.Path))),
                storage.PathToEncode(work.Video),
                SubtitleBudget.BytesFor(work.Plan.Chunks.Duration)
            ),
            _ => { },
            cancellationToken
        );
        if (FailureReasons.IsReadError(result))
        {
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        if (result.ExitCode == ProgramResult.Killed || FailureReasons.IsDiskFull(result))
        {
            throw new EncodingFailedException(FailureReasons.Of("taking out the subtitles", result, storage.FreeBytes));
        }

        var worked = result.ExitCode == 0;
        foreach (var (_, path) in worked ? tracks : [])
        {
            AttemptFolder.Finish(path);
        }

        return worked;
    }

    private static IEnumerable<(SubtitleTrack Track, string Path)> Numbered(EncodeWork work) =>
        work.Plan.Subtitles.Select((track, i) => (track, work.Folder.SubtitlePath(i + 1)));
}
