using System.Globalization;
using System.Security.Cryptography;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Media;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Packaging;

/// <summary>Interleaves video and audio, segment by segment, and hashes the input.</summary>
/// <param name="tracks">The tracks.</param>
/// <param name="rate">The frame rate of the video.</param>
/// <exception cref="InvalidDataException">A chunk is invalid. Also thrown by its methods.</exception>
internal sealed class SegmentMuxer(SegmentedTracks tracks, FrameRate rate) : IDisposable
{
    // Tolerance: the audio may differ from the video by the rest of the last AAC frame and one more AAC frame.
    private static readonly TimeSpan TwoAudioFrames = TimeSpan.FromSeconds(2 * 1024 / 48_000.0);

    // Enough to keep the overhead per unit small. Without video, units also carry the clock, which is required every 100 ms
    // (ISO/IEC 13818-1, 2.7.2): four frames last 85 ms.
    private const int FramesPerUnitWithVideo = 16;
    private const int FramesPerUnitAlone = 4;

    // FFmpeg, and with it mpv, counts segments from the time of the first packet, which must be a video frame (see TimedFrame).
    // FFmpeg emits a frame when the second one after it starts.
    private const int FramesBeforeAudio = 3;

    private readonly IEnumerator<TimedFrame> _frames = TimedFrame.ReadAll(tracks.Video, rate).GetEnumerator();
    private readonly SegmentAudio? _audio = tracks.Audio is { } path
        ? new SegmentAudio(path, tracks.HasVideo ? FramesPerUnitWithVideo : FramesPerUnitAlone)
        : null;
    private readonly TransportWriter _writer = new(tracks.HasVideo, tracks.Audio is not null);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Writes the next segment.</summary>
    /// <param name="output">The unencrypted output.</param>
    /// <param name="begin">Its first frame: a key frame, if there is video.</param>
    /// <param name="end">The first frame of the next segment; null for the last one.</param>
    public void Write(Stream output, long begin, long? end)
    {
        _writer.StartOutput(output);
        var endAt = end is { } frame ? SegmentTime.Of(rate, frame) : long.MaxValue;
        for (var index = begin; tracks.HasVideo && index < (end ?? long.MaxValue) && _frames.MoveNext(); index++)
        {
            var (unit, shownAt, decodedAt) = _frames.Current;
            if (index == begin)
            {
                ValidateFirstFrame(_frames.Current, begin);
            }

            if (index - begin >= FramesBeforeAudio)
            {
                _audio?.Write(_writer, decodedAt, endAt);
            }

            _hash.AppendData(unit.Data.Span);
            _writer.WriteFrame(unit.Data.Span, shownAt, decodedAt, unit.IsKey);
        }

        _audio?.Write(_writer, long.MaxValue, endAt);
        // A very short segment may be too small for players to recognize.
        output.Write(TransportStream.Padding(_writer.Bytes));
    }

    /// <summary>Checks that everything was written.</summary>
    /// <param name="length">The total duration of all segments.</param>
    /// <returns>The hash of each track in FFmpeg's format (FFmpeg formats, streamhash).</returns>
    public string End(TimeSpan length)
    {
        if (_audio is not null && (_audio.Length - length).Duration() > TwoAudioFrames)
        {
            throw new InvalidDataException($"its audio lasts {Seconds(_audio.Length)} s instead of {Seconds(length)}");
        }

        var hashes = new List<(char Kind, byte[] Hash)>();
        if (tracks.HasVideo)
        {
            hashes.Add(('v', _hash.GetCurrentHash()));
        }

        if (_audio is not null)
        {
            hashes.Add(('a', _audio.Hash()));
        }

        return string.Concat(
            hashes.Select(
                (track, i) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{i},{track.Kind},SHA256={Convert.ToHexStringLower(track.Hash)}\n"
                    )
            )
        );
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _frames.Dispose();
        _audio?.Dispose();
        _hash.Dispose();
    }

    private void ValidateFirstFrame(TimedFrame first, long frame)
    {
        if (!first.Unit.IsKey)
        {
            throw new InvalidDataException($"frame {frame} is not a key frame, but a segment starts with it");
        }

        var late = TransportClock.TimeOf(first.ShownAt - SegmentTime.Of(rate, frame));
        if (late.Duration() >= rate.TimeOf(1))
        {
            throw new InvalidDataException($"frame {frame} is displaced by {Seconds(late)} s");
        }
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
