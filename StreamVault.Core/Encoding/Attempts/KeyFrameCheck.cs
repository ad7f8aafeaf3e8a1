using System.Globalization;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// Makes sure, where a chunk is to begin, that what the file calls a key frame is one. Some recorders write an index in
/// which every frame counts as one, or none is right; read from there, pictures come out as garbage without an error.
/// </summary>
internal sealed class KeyFrameCheck(FfprobeProcess ffprobe)
{
    // Enough to catch a recorder that is wrong as a habit, and few enough for a film of twelve hours.
    private const int MostPlaces = 120;

    // Of pictures that stand alone any can be first; and of codecs that nobody uses any more nobody has seen a wrong index.
    private static readonly string[] Codecs = ["h264", "hevc", "mpeg4", "mpeg2video", "vp8", "vp9", "av1"];

    // FFmpeg begins to look that much earlier where a container is sought by decoding time (ffmpeg_opt.c).
    private static readonly TimeSpan DecodesEarlier = TimeSpan.FromSeconds(3 / 23.0);

    /// <returns>Whether every place that was looked at begins with a picture that needs no other.</returns>
    /// <param name="media">What is in the file.</param>
    /// <param name="chunks">Where it is to be cut.</param>
    /// <param name="path">The file that is read: the source or its copy.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FfmpegMissingException">There is no FFmpeg at present.</exception>
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

        var places = Places(media, chunks);
        var keyFrames = 0;
        await ffprobe.ReadLinesAsync(
            [
                .. (string[])["-v", "quiet", .. SafeInput.Limits],
                .. (string[])["-select_streams", media.Video.Index.ToString(CultureInfo.InvariantCulture)],
                // Two packets, since a frame may come as two fields.
                .. (string[])
                    ["-read_intervals", string.Join(',', places.Select(at => $"{FfmpegText.Seconds(at)}%+#2"))],
                .. (string[])["-show_entries", "frame=pict_type", "-of", "csv=p=0", SafeInput.Url(path)],
            ],
            line => keyFrames += line.StartsWith('I') ? 1 : 0,
            cancellationToken
        );
        return keyFrames >= places.Count;
    }

    private static List<TimeSpan> Places(SourceMedia media, ChunkPlan chunks)
    {
        var step = Math.Max(1, (chunks.Count + MostPlaces - 1) / MostPlaces);
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
