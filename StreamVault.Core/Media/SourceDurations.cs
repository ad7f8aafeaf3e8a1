using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Media;

/// <summary>
/// Finds out how long the tracks of a source really are by reading every packet, without decoding any: for containers
/// whose header may lie. Takes as long as reading the file.
/// </summary>
internal sealed class SourceDurations(SourcePackets packets)
{
    /// <returns>The same source with measured ends and rate; as it was where no packet could be read.</returns>
    /// <exception cref="FfmpegMissingException">There is no FFmpeg at present.</exception>
    /// <exception cref="ProgramStalledException">Reading made no progress for <see cref="StallOptions.StallTimeout"/>.</exception>
    public async Task<SourceMedia> MeasureAsync(SourceMedia media, string path, CancellationToken cancellationToken)
    {
        var tracks = media
            .AudioTracks.Select(sound => sound.Index)
            .Append(media.Video.Index)
            .ToDictionary(index => index, _ => new Track());
        var stretches = new TimestampSpans();
        await packets.ReadAsync(
            path,
            packet =>
            {
                if (packet.At is { } at && tracks.TryGetValue(packet.Track, out var track))
                {
                    track.Add(at, packet.Duration);
                    stretches.Add(at);
                }
            },
            cancellationToken
        );
        return Measured(media, tracks, PauseRemoval.End(stretches.Found)) with { Spans = stretches.Found };
    }

    // What lies behind the end is strays.
    private static SourceMedia Measured(SourceMedia media, Dictionary<int, Track> tracks, double? end)
    {
        var start = media.Start.TotalSeconds;
        var picture = tracks[media.Video.Index];
        var track = media.Video with
        {
            End = End(picture, start, end) ?? media.Video.End,
            AverageRate = picture.AverageRate(end) ?? media.Video.AverageRate,
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
        private const int MostStrays = 16;
        private readonly SortedList<double, double> _latest = [];
        private long _packets;
        private double _first = double.MaxValue;

        // A frame lasts until the next one; a duration that its container gives may be a mere unit of time.
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
            if (_latest.Count < MostStrays || at > _latest.Keys[0])
            {
                _latest[at] = duration ?? 0;
                if (_latest.Count > MostStrays)
                {
                    _latest.RemoveAt(0);
                }
            }
        }
    }
}
