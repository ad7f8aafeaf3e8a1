using System.Globalization;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// Checks that the frames that a file's index marks as key frames are key frames where chunks will start. Some recorders
/// mark every frame, or write wrong positions. Decoding from there produces garbage without an error.
/// </summary>
internal sealed class KeyFrameCheck(FfprobeProcess ffprobe)
{
    // Enough to detect a recorder that is always wrong, and few enough for a film of twelve hours.
    private const int MaxPositions = 120;

    // Intra-only codecs can start at any frame, and no wrong index was seen with obsolete codecs.
    private static readonly string[] Codecs = ["h264", "hevc", "mpeg4", "mpeg2video", "vp8", "vp9", "av1"];

    // FFmpeg seeks this much earlier in containers that seek by decoding time (ffmpeg_opt.c).
    private static readonly TimeSpan DecodesEarlier = TimeSpan.FromSeconds(3 / 23.0);

    /// <returns>Whether every checked position starts with a key frame.</returns>
    /// <param name="media">The contents of the file.</param>
    /// <param name="chunks">The planned chunks.</param>
    /// <param name="path">The file: the upload or its copy.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FfmpegMissingException">FFmpeg is missing.</exception>
    /// <exception cref="ProgramStalledException">FFprobe made no progress for <see cref="StallOptions.StallTimeout"/>.</exception>
    public async Task<bool> IsSafeAsync(
        SourceMedia media,
        ChunkPlan chunks,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (chunks.Count == 1 || !Codecs.Contains(media.Video.Codec))
        {
            return true;
        }

        var positions = Positions(media, chunks);
        var keyFrames = 0;
        await ffprobe.ReadLinesAsync(
            [
                .. (string[])["-v", "quiet", .. SafeInput.Limits],
                .. (string[])["-select_streams", media.Video.Index.ToString(CultureInfo.InvariantCulture)],
                // Two packets, since a frame may come as two fields.
                .. (string[])
                    ["-read_intervals", string.Join(',', positions.Select(at => $"{FfmpegText.Seconds(at)}%+#2"))],
                .. (string[])["-show_entries", "frame=pict_type", "-of", "csv=p=0", SafeInput.Url(path)],
            ],
            line => keyFrames += line.StartsWith('I') ? 1 : 0,
            cancellationToken
        );
        return keyFrames >= positions.Count;
    }

    private static List<TimeSpan> Positions(SourceMedia media, ChunkPlan chunks)
    {
        var step = Math.Max(1, (chunks.Count + MaxPositions - 1) / MaxPositions);
        var earlier = media.Container.Contains("mov") ? TimeSpan.Zero : DecodesEarlier;
        return
        [
            .. Enumerable
                .Range(0, chunks.Count)
                .Where(index => index > 0 && index % step == 0)
                .Select(index => media.Start + chunks.Rate.TimeOf(chunks.SeekFrame(chunks[index])) - earlier),
        ];
    }
}
