using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Media;

/// <summary>
/// Measures the real length of a source's tracks by reading every packet, without decoding: for containers whose header
/// may be wrong. Takes as long as reading the file.
/// </summary>
internal sealed class SourceDurations(SourcePackets packets)
{
    /// <returns>The same source with measured ends and rate; unchanged where no packet could be read.</returns>
    /// <exception cref="FfmpegMissingException">FFmpeg is missing.</exception>
    /// <exception cref="ProgramStalledException">Reading made no progress for <see cref="StallOptions.StallTimeout"/>.</exception>
    public async Task<SourceMedia> MeasureAsync(SourceMedia media, string path, CancellationToken cancellationToken)
    {
        var tracks = media
            .AudioTracks.Select(audio => audio.Index)
            .Append(media.Video.Index)
            .ToDictionary(index => index, _ => new Track());
        var spans = new TimestampSpans();
        await packets.ReadAsync(
            path,
            packet =>
            {
                if (packet.At is { } at && tracks.TryGetValue(packet.Track, out var track))
                {
                    track.Add(at, packet.Duration);
                    spans.Add(at);
                }
            },
            cancellationToken
        );
        return Measured(media, tracks, PauseRemoval.End(spans.Found)) with { Spans = spans.Found };
    }

    // Packets after the end are outliers.
    private static SourceMedia Measured(SourceMedia media, Dictionary<int, Track> tracks, double? end)
    {
        var start = media.Start.TotalSeconds;
        var video = tracks[media.Video.Index];
        var track = media.Video with
        {
            End = End(video, start, end) ?? media.Video.End,
            AverageRate = video.AverageRate(end) ?? media.Video.AverageRate,
        };
        return media with
        {
            Video = track,
            AudioTracks =
            [
                .. media.AudioTracks.Select(s => s with { End = End(tracks[s.Index], start, end) ?? s.End }),
            ],
            Duration = track.End ?? media.Duration,
        };
    }

    private static TimeSpan? End(Track track, double start, double? last) =>
        track.End(last) - start is { } length ? SourceReader.Plausible(length) : null;

    private sealed class Track
    {
        private const int MaxOutliers = 16;
        private readonly SortedList<double, double> _latest = [];
        private long _packets;
        private double _first = double.MaxValue;

        // A frame lasts until the next one; the duration in the container may be a mere time unit.
        public double? End(double? last) => LastUntil(last) is { } at ? at + Math.Max(_latest[at], Interval(at)) : null;

        public FrameRate? AverageRate(double? last) =>
            LastUntil(last) is { } at && Interval(at) is > 0 and var interval
                ? new FrameRate((int)Math.Round(1000 / interval), 1000)
                : null;

        private double Interval(double at) => _packets > 1 ? (at - _first) / (_packets - 1) : 0;

        private double? LastUntil(double? last) =>
            _latest.Keys.Where(at => !(at > last)).Select(at => (double?)at).LastOrDefault();

        public void Add(double at, double? duration)
        {
            _packets++;
            _first = Math.Min(_first, at);
            if (_latest.Count < MaxOutliers || at > _latest.Keys[0])
            {
                _latest[at] = duration ?? 0;
                if (_latest.Count > MaxOutliers)
                {
                    _latest.RemoveAt(0);
                }
            }
        }
    }
}
