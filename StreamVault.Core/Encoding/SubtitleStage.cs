using StreamVault.Core.Hls;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding;

/// <summary>Takes the subtitles out of the upload as WebVTT. What can't be read of them is left out: the video matters more.</summary>
internal sealed class SubtitleStage(VaultStorage storage, FfmpegProcess ffmpeg)
{
    /// <returns>The tracks in which there is any text, in the plan's order.</returns>
    /// <exception cref="EncodingFailedException">The disk can't be read.</exception>
    public async Task<IReadOnlyList<FinishedSubtitles>> RunAsync(EncodeWork work, CancellationToken cancellationToken)
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

        return
        [
            .. Numbered(work)
                .Where(s => File.Exists(s.Path))
                .Select(s => new FinishedSubtitles(s.Track, WebVtt.Read(File.ReadAllText(s.Path))))
                .Where(s => s.Cues.Count > 0),
        ];
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
            FfmpegArguments.Subtitles(
                tracks.Select(t => (t.Track, AttemptFolder.PartOf(t.Path))),
                storage.SourcePath(work.Video)
            ),
            _ => { },
            cancellationToken
        );
        if (result.LogTail.Contains("Input/output error", StringComparison.Ordinal))
        {
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        if (result.ExitCode == ProgramResult.Killed || FailureReasons.IsAboutTheDisk(result))
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
