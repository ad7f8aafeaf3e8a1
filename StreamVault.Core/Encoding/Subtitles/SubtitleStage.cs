using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Hls;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Subtitles;

/// <summary>Extracts the subtitles of the upload as WebVTT. Unreadable subtitles are left out and never fail the encode.</summary>
internal sealed class SubtitleStage(VaultStorage storage, FfmpegProcess ffmpeg)
{
    /// <returns>Every track of the plan, in order, with the reason if it is left out.</returns>
    /// <param name="work">The attempt.</param>
    /// <param name="frames">The length of the video in frames.</param>
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
            await work.Meter.EnterAsync("Extracting subtitles", cancellationToken);
            await ExtractAsync(work, cancellationToken);
            work.Folder.FinishSubtitles();
        }

        return [.. work.Plan.Subtitles.Select((track, i) => Finished(work, track, i + 1, frames))];
    }

    private static ExtractedSubtitles Finished(EncodeWork work, SubtitleTrack track, int number, long frames)
    {
        var file = new FileInfo(work.Folder.SubtitlePath(number));
        var nothing = new ExtractedSubtitles(number, track, []) { OmissionReason = "no text could be read from it" };
        if (!file.Exists)
        {
            return nothing;
        }

        var rate = work.Plan.Chunks.Rate;
        if (file.Length >= SubtitleBudget.BytesFor(work.Plan.Chunks.Duration))
        {
            return nothing with { OmissionReason = SubtitleBudget.TooLarge(file.Length, work.Plan.Chunks.Duration) };
        }

        var text = File.ReadAllText(file.FullName);
        var cues = WebVtt.Read(text);
        var starts = work.Plan.Chunks.SegmentStartsIn(frames).Select(rate.TimeOf).ToList();
        var (refusal, bytes) = SubtitleBudget.Of(cues, starts, rate.TimeOf(frames));
        return cues.Count == 0
            ? nothing
            : new ExtractedSubtitles(number, track, cues)
            {
                OmissionReason = refusal,
                LostTexts = WebVtt.CountOrphanedBlocks(text),
                Bytes = refusal is null ? bytes : 0,
            };
    }

    // All at once, because FFmpeg reads the whole file; one by one only if one of them makes it fail.
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
            throw new EncodingFailedException(FailureReasons.Of("extracting the subtitles", result, storage.FreeBytes));
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
