using System.Globalization;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Media;

/// <summary>Reads every packet of a source without decoding any. Takes as long as reading the file. Thread-safe.</summary>
internal sealed class SourcePackets(FfprobeProcess ffprobe)
{
    /// <param name="path">The source.</param>
    /// <param name="note">Called for each packet, in the order of the file.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FfmpegMissingException">FFmpeg is missing.</exception>
    /// <exception cref="ProgramStalledException">Reading stalled for <see cref="StallOptions.StallTimeout"/>.</exception>
    public Task<ProgramResult> ReadAsync(string path, Action<SourcePacket> note, CancellationToken cancellationToken) =>
        ffprobe.ReadLinesAsync(
            [
                .. (string[])["-v", "error", .. SafeInput.Limits],
                .. (string[])["-show_entries", "packet=stream_index,pts_time,dts_time,duration_time,size,flags"],
                .. (string[])["-of", "csv=p=0", SafeInput.Url(path)],
            ],
            line =>
            {
                if (Packet(line.Split(',')) is { } packet)
                {
                    note(packet);
                }
            },
            cancellationToken
        );

    private static SourcePacket? Packet(string[] fields) =>
        fields.Length >= 6 && int.TryParse(fields[0], CultureInfo.InvariantCulture, out var track)
            ? new SourcePacket(
                track,
                Time(fields[1]) ?? Time(fields[2]),
                Time(fields[2]) ?? Time(fields[1]),
                Time(fields[3]),
                int.TryParse(fields[4], CultureInfo.InvariantCulture, out var bytes) ? bytes : 0,
                fields[5].Contains('D')
            )
            : null;

    private static double? Time(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
