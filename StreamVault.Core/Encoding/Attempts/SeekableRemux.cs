using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// Copies a source, without encoding anything, into a container in which every frame can be found exactly. Long pauses, which
/// damaged time stamps make, are left out.
/// </summary>
internal sealed class SeekableRemux(
    VaultStorage storage,
    SourceProbe probe,
    SourceDurations lengths,
    FfmpegProcess ffmpeg
)
{
    /// <summary>Writes it to <see cref="AttemptFolder.CopyPath"/>.</summary>
    /// <param name="media">What is in the source.</param>
    /// <param name="source">The source.</param>
    /// <param name="folder">The attempt's folder.</param>
    /// <param name="cancellationToken">Stops FFmpeg.</param>
    /// <returns>What is in the copy, its packets counted; null if there is none, since not every track can be copied.</returns>
    /// <exception cref="EncodingFailedException">There is no room for it.</exception>
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
                // Across what was a jump, time stamps no longer lie on one grid, and it would be guessed wrongly.
                Video = shorter.Video with
                {
                    GridRate = copy.Video.GridRate,
                },
                Warning = "Its time stamps jump by minutes or hours: the pauses in between were removed.",
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
            // Its rate is a guess like any other until the packets are counted.
            return await lengths.MeasureAsync(
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

    // The copy has them in our order; their names are told by the original.
    private static AudioTrack Renumbered(AudioTrack original, AudioTrack copied) =>
        original with
        {
            Index = copied.Index,
            Begin = copied.Begin,
            End = copied.End,
        };
}
