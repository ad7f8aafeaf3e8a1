using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>Counts the packets of the upload to determine what the result must contain. Decodes only key frames.</summary>
internal sealed class ExpectedContentStage(VaultStorage storage, SourcePackets packets, SourceKeyFrames keyFrames)
{
    // The size of an MPEG-4 placeholder for a frame in the previous packet (packed B-frames in AVI).
    private const int EmptyFrameBytes = 20;

    // MP4 fills the gap between two cues with an empty one, which consists of its two-byte length (3GPP TS 26.245,
    // 5.17).
    private const int EmptyCueBytes = 2;

    // Packets are stored in decoding order; the timestamps of joined parts start over.
    private const double MaxStepBackSeconds = 2;

    /// <exception cref="FfmpegMissingException">FFmpeg is not installed.</exception>
    /// <exception cref="EncodingFailedException">Reading stalled, or the disk can't be read.</exception>
    public async Task<ExpectedContent> RunAsync(EncodeWork work, CancellationToken cancellationToken)
    {
        var path = work.Folder.ExpectedContentPath;
        if (
            File.Exists(path)
            && ExpectedContent.FromJson(await File.ReadAllTextAsync(path, cancellationToken)) is { } known
        )
        {
            return known;
        }

        await work.Meter.EnterParallelAsync("Scanning the file", cancellationToken);
        var expected = await CountAsync(work, storage.PathToEncode(work.Video), cancellationToken);
        AttemptFolder.Write(path, expected.ToJson());
        return expected;
    }

    private async Task<ExpectedContent> CountAsync(EncodeWork work, string source, CancellationToken cancellationToken)
    {
        var tracks = new Dictionary<int, Track>();
        var spans = new TimestampSpans();
        HashSet<int> encoded = [work.Plan.SourceVideoIndex, .. work.Plan.SourceAudioIndexes];
        var result = await packets.ReadAsync(
            source,
            packet =>
            {
                if (!tracks.TryGetValue(packet.Track, out var track))
                {
                    tracks[packet.Track] = track = new Track(EmptyBytes(work.Plan, packet.Track));
                }

                if (packet.IsDropped)
                {
                    return;
                }

                track.Add(packet);
                if (packet.At is { } at && encoded.Contains(packet.Track))
                {
                    spans.Add(at);
                }
            },
            cancellationToken
        );
        if (FailureReasons.IsReadError(result))
        {
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        var start = work.Plan.SourceStart.TotalSeconds;
        return new ExpectedContent(
            [.. tracks.OrderBy(track => track.Key).Select(track => track.Value.ToExpected(track.Key, start))],
            ConcatenatedFiles.HoldsAnother(source),
            spans.Found.Count > 1 || encoded.Any(track => tracks.GetValueOrDefault(track)?.StepsBack == true)
        )
        {
            KeyFrames = await keyFrames.ReadAsync(
                source,
                work.Plan.SourceVideoIndex,
                work.Plan.SourceStart,
                cancellationToken
            ),
        };
    }

    // The size up to which a packet of the track has no content.
    private static int EmptyBytes(EncodePlan plan, int track) =>
        track == plan.SourceVideoIndex
            ? plan.Video.Codec == "mpeg4"
                ? EmptyFrameBytes
                : 0
            : plan.Subtitles.Any(subtitles => subtitles.Index == track)
                ? EmptyCueBytes
                : 0;

    private sealed class Track(int emptyBytes)
    {
        // A few packets may have no duration.
        private const double MinShareWithDuration = 0.9;
        private long _packets;
        private long _withDuration;
        private double _seconds;
        private double? _first;
        private double? _end;
        private double? _decoded;

        /// <summary>Whether its timestamps go backwards.</summary>
        public bool StepsBack { get; private set; }

        public void Add(SourcePacket packet)
        {
            _packets += packet.Bytes > emptyBytes ? 1 : 0;
            _seconds += packet.Duration ?? 0;
            _withDuration += packet.Duration is null ? 0 : 1;
            _first = packet.At < _first ? packet.At : _first ?? packet.At;
            StepsBack |= packet.DecodedAt + MaxStepBackSeconds < _decoded;
            _decoded = packet.DecodedAt < _decoded ? _decoded : packet.DecodedAt ?? _decoded;
            if (packet.At + (packet.Duration ?? 0) is { } end && !(end <= _end))
            {
                _end = end;
            }
        }

        public ExpectedTrack ToExpected(int track, double start) =>
            new(track, _packets, _end - start, _withDuration > MinShareWithDuration * _packets ? Seconds : null);

        // Matroska rounds to milliseconds: a DTS packet of 10.7 ms becomes 11 ms.
        private double Seconds => Math.Min(_seconds, _end - _first ?? _seconds);
    }
}
