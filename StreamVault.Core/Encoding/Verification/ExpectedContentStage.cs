using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>Counts the packets of the upload to determine what the result must contain. Decodes only key frames.</summary>
internal sealed class ExpectedContentStage(VaultStorage storage, SourcePackets packets, SourceKeyFrames keyFrames)
{
    // The size of an MPEG-4 placeholder for a frame in the previous packet (packed B-frames in AVI).
    private const int EmptyPicture = 20;

    // MP4 fills the gap between two cues with an empty one, which consists of its two-byte length (3GPP TS 26.245,
    // 5.17).
    private const int NoText = 2;

    // Packets are stored in decoding order; the timestamps of joined parts start over.
    private const double StepBack = 2;

    /// <exception cref="FfmpegMissingException">There is no FFmpeg at present.</exception>
    /// <exception cref="EncodingFailedException">Reading stalled, or the disk can't be read.</exception>
    public async Task<ExpectedContent> RunAsync(EncodeWork work, CancellationToken cancellationToken)
    {
        var path = work.Folder.PromisePath;
        if (
            File.Exists(path)
            && ExpectedContent.FromJson(await File.ReadAllTextAsync(path, cancellationToken)) is { } known
        )
        {
            return known;
        }

        await work.Meter.EnterBesideAsync("Scanning the file", cancellationToken);
        var promise = await CountAsync(work, storage.PathToEncode(work.Video), cancellationToken);
        AttemptFolder.Write(path, promise.ToJson());
        return promise;
    }

    private async Task<ExpectedContent> CountAsync(EncodeWork work, string source, CancellationToken cancellationToken)
    {
        var tracks = new Dictionary<int, Track>();
        var stretches = new TimestampSpans();
        var texts = work.Plan.Subtitles.Select(track => track.Index).ToHashSet();
        HashSet<int> played = [work.Plan.SourcePicture, .. work.Plan.SourceSounds];
        var least = work.Plan.Picture.Codec == "mpeg4" ? EmptyPicture : 0;
        var result = await packets.ReadAsync(
            source,
            packet =>
            {
                if (!tracks.TryGetValue(packet.Track, out var track))
                {
                    tracks[packet.Track] = track = new Track();
                }

                if (packet.IsDropped)
                {
                    return;
                }

                track.Add(
                    packet,
                    packet.Track == work.Plan.SourcePicture ? least
                        : texts.Contains(packet.Track) ? NoText
                        : 0
                );
                if (packet.At is { } at && played.Contains(packet.Track))
                {
                    stretches.Add(at);
                }
            },
            cancellationToken
        );
        if (FailureReasons.IsAboutReading(result))
        {
            throw new EncodingFailedException(FailureReasons.DiskUnreadable(result));
        }

        var start = work.Plan.SourceStart.TotalSeconds;
        return new ExpectedContent(
            [.. tracks.OrderBy(track => track.Key).Select(track => track.Value.Promise(track.Key, start))],
            ConcatenatedFiles.HoldsAnother(source),
            stretches.Found.Count > 1 || played.Any(track => tracks.GetValueOrDefault(track)?.StepsBack == true)
        )
        {
            KeyFrames = await keyFrames.ReadAsync(
                source,
                work.Plan.SourcePicture,
                work.Plan.SourceStart,
                cancellationToken
            ),
        };
    }

    private sealed class Track
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

        public void Add(SourcePacket packet, int least)
        {
            _packets += packet.Bytes > least ? 1 : 0;
            _seconds += packet.Duration ?? 0;
            _withDuration += packet.Duration is null ? 0 : 1;
            _first = packet.At < _first ? packet.At : _first ?? packet.At;
            StepsBack |= packet.DecodedAt + StepBack < _decoded;
            _decoded = packet.DecodedAt < _decoded ? _decoded : packet.DecodedAt ?? _decoded;
            if (packet.At + (packet.Duration ?? 0) is { } end && !(end <= _end))
            {
                _end = end;
            }
        }

        public ExpectedTrack Promise(int track, double start) =>
            new(track, _packets, _end - start, _withDuration > MinShareWithDuration * _packets ? Seconds : null);

        // Matroska rounds to milliseconds: a DTS packet of 10.7 ms becomes 11 ms.
        private double Seconds => Math.Min(_seconds, _end - _first ?? _seconds);
    }
}
