using System.Globalization;
using System.Security.Cryptography;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Media;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Packaging;

/// <summary>Interleaves a picture and its sound, segment after segment, and adds up the hash of what it took in.</summary>
/// <param name="tracks">What it takes in.</param>
/// <param name="rate">The rate of the picture.</param>
/// <exception cref="InvalidDataException">Thrown by its methods too: a piece is not what it should be.</exception>
internal sealed class SegmentMuxer(SegmentedTracks tracks, FrameRate rate) : IDisposable
{
    // Sound is encoded as long as the picture, up to the frame in which that ends and one more.
    private static readonly TimeSpan TwoAudioFrames = TimeSpan.FromSeconds(2 * 1024 / 48_000.0);

    // So many that what a unit takes besides is little. With sound alone it brings the clock too, and that must come every
    // tenth of a second (ISO/IEC 13818-1, 2.7.2): four frames last 85 ms.
    private const int FramesPerUnitWithVideo = 16;
    private const int FramesPerUnitAlone = 4;

    // FFmpeg, and mpv with it, counts segments from the time of the first thing it is handed, and that must be the picture
    // (see TimedFrame): it hands one out when the second one behind it begins.
    private const int FramesBeforeAudio = 3;

    private readonly IEnumerator<TimedFrame> _pictures = TimedFrame.In(tracks.Video, rate).GetEnumerator();
    private readonly SegmentAudio? _sound = tracks.Audio is { } path
        ? new SegmentAudio(path, tracks.HasVideo ? FramesPerUnitWithVideo : FramesPerUnitAlone)
        : null;
    private readonly TransportWriter _writer = new(tracks.HasVideo, tracks.Audio is not null);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Writes the next segment.</summary>
    /// <param name="output">Where it goes, unencrypted.</param>
    /// <param name="begin">Its first frame: a key frame, if there is a picture.</param>
    /// <param name="end">The first frame of the next segment; null for the last one.</param>
    public void Write(Stream output, long begin, long? end)
    {
        _writer.StartOutput(output);
        var endAt = end is { } frame ? SegmentTime.Of(rate, frame) : long.MaxValue;
        for (var index = begin; tracks.HasVideo && index < (end ?? long.MaxValue) && _pictures.MoveNext(); index++)
        {
            var (picture, shownAt, decodedAt) = _pictures.Current;
            if (index == begin)
            {
                RequireBegin(_pictures.Current, begin);
            }

            if (index - begin >= FramesBeforeAudio)
            {
                _sound?.Write(_writer, decodedAt, endAt);
            }

            _hash.AppendData(picture.Data.Span);
            _writer.WriteFrame(picture.Data.Span, shownAt, decodedAt, picture.IsKey);
        }

        _sound?.Write(_writer, long.MaxValue, endAt);
        // A moment in which there is nothing to see can be too short to be recognised; hence by players too.
        output.Write(TransportStream.Padding(_writer.Bytes));
    }

    /// <summary>Makes sure that all of it was written.</summary>
    /// <param name="length">How long all segments are.</param>
    /// <returns>The hash of each track, as FFmpeg writes it (FFmpeg formats, streamhash).</returns>
    public string End(TimeSpan length)
    {
        if (_sound is not null && (_sound.Length - length).Duration() > TwoAudioFrames)
        {
            throw new InvalidDataException($"its sound lasts {Seconds(_sound.Length)} s instead of {Seconds(length)}");
        }

        var hashes = new List<(char Kind, byte[] Hash)>();
        if (tracks.HasVideo)
        {
            hashes.Add(('v', _hash.GetCurrentHash()));
        }

        if (_sound is not null)
        {
            hashes.Add(('a', _sound.Hash()));
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
        _pictures.Dispose();
        _sound?.Dispose();
        _hash.Dispose();
    }

    private void RequireBegin(TimedFrame picture, long frame)
    {
        if (!picture.Unit.IsKey)
        {
            throw new InvalidDataException($"picture {frame} is no key frame, and a segment begins with it");
        }

        var late = TransportClock.TimeOf(picture.ShownAt - SegmentTime.Of(rate, frame));
        if (late.Duration() >= rate.TimeOf(1))
        {
            throw new InvalidDataException($"picture {frame} is shown {Seconds(late)} s beside its time");
        }
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
