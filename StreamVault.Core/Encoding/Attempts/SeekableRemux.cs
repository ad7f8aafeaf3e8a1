using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// Remuxes a source, without re-encoding, into a container with exact seeking. Long pauses, which come from damaged
/// timestamps, are removed.
/// </summary>
internal sealed class SeekableRemux(
    VaultStorage storage,
    SourceProbe probe,
    SourceDurations durations,
    FfmpegProcess ffmpeg
)
{
    /// <summary>Writes the copy to <see cref="AttemptFolder.CopyPath"/>.</summary>
    /// <param name="media">The contents of the source.</param>
    /// <param name="source">The source.</param>
    /// <param name="folder">The attempt's folder.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <returns>The contents of the copy, measured from its packets; null if a track can't be copied.</returns>
    /// <exception cref="EncodingFailedException">There is not enough disk space.</exception>
    public async Task<SourceMedia?> MakeAsync(
        SourceMedia media,
        string source,
        AttemptFolder folder,
        CancellationToken cancellationToken
    )
    {
        var copy = await WriteCopyAsync(
            media,
            source,
            CopyArguments.Copy(media, source, AttemptFolder.PartOf(folder.CopyPath)),
            folder,
            cancellationToken
        );
        return copy is not null && PauseRemoval.Filters(copy.Spans) is { } filters
            ? await WithoutPausesAsync(copy, filters, folder, cancellationToken)
            : copy;
    }

    private async Task<SourceMedia> WithoutPausesAsync(
        SourceMedia copy,
        string filters,
        AttemptFolder folder,
        CancellationToken cancellationToken
    )
    {
        var part = AttemptFolder.PartOf(folder.CopyPath);
        var arguments = CopyArguments.CopyWithoutPauses(copy, folder.CopyPath, part, filters);
        return await WriteCopyAsync(copy, folder.CopyPath, arguments, folder, cancellationToken) is { } shorter
            ? shorter with
            {
                // After a removed pause, timestamps are no longer on one grid, so the rate would be guessed wrong.
                Video = shorter.Video with
                {
                    GridRate = copy.Video.GridRate,
                },
                Warning = "Its timestamps jump by minutes or hours. The pauses were removed.",
            }
            : copy;
    }

    private async Task<SourceMedia?> WriteCopyAsync(
        SourceMedia media,
        string source,
        IReadOnlyList<string> arguments,
        AttemptFolder folder,
        CancellationToken cancellationToken
    )
    {
        var (size, free) = (new FileInfo(source).Length, storage.FreeBytes);
        if (free < size)
        {
            throw new EncodingFailedException(FailureReasons.DiskLow(size, free));
        }

        var part = AttemptFolder.PartOf(folder.CopyPath);
        var result = await ffmpeg.RunAsync(arguments, _ => { }, cancellationToken);
        if (
            result.ExitCode == 0
            && await probe.ProbeAsync(part, cancellationToken)
                is ProbeOutcome.Playable { Media: { LengthsAreIndexed: true } copy }
            && copy.AudioTracks.Count == media.AudioTracks.Count
        )
        {
            AttemptFolder.Finish(folder.CopyPath);
            var renumbered = media.AudioTracks.Zip(copy.AudioTracks.OrderBy(s => s.Index), Renumbered);
            // Its frame rate is a guess until the packets are counted.
            return await durations.MeasureAsync(
                copy with
                {
                    AudioTracks = [.. renumbered],
                    // The warning of the original already lists tracks that are left out.
                    Warning = null,
                },
                folder.CopyPath,
                cancellationToken
            );
        }

        File.Delete(part);
        return null;
    }

    // The copy has them in the plan's order; names and languages come from the original.
    private static AudioTrack Renumbered(AudioTrack original, AudioTrack copied) =>
        original with
        {
            Index = copied.Index,
            Begin = copied.Begin,
            End = copied.End,
        };
}
