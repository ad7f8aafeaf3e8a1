using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>
/// Distinguishes missing frames from pauses. Frames are missing where packets were decoded without a result or, at a
/// constant frame rate, wherever there is no frame. Not thread-safe.
/// </summary>
internal sealed class MissingFrameDetector(VideoTrack video)
{
    private static readonly TimeSpan MinGap = TimeSpan.FromSeconds(0.1);
    private readonly TimeSpan _frame = FrameRateChoice.Nominal(video).TimeOf(1);
    private readonly bool _isConstant =
        video.GridRate is { } grid
        && video.AverageRate is { } average
        && Math.Abs(grid.PerSecond / average.PerSecond - 1) < 0.02;
    private readonly List<TimeSpan> _packets = [];
    private readonly List<TimeSpan> _frames = [];
    private TimeSpan _from;
    private TimeSpan _to;
    private TimeSpan _missing;
    private TimeSpan? _first;
    private TimeSpan _end;
    private int _gaps;

    /// <summary>Starts a time span; <see cref="Finish"/> ends it.</summary>
    public void Begin(TimeSpan from, TimeSpan to)
    {
        (_from, _to) = (from, to);
        _packets.Clear();
        _frames.Clear();
    }

    /// <summary>Adds a packet with this presentation time.</summary>
    public void AddPacket(TimeSpan time) => _packets.Add(time);

    /// <summary>Adds a decoded frame with this presentation time.</summary>
    public void AddFrame(TimeSpan time) => _frames.Add(time);

    public void Finish()
    {
        var shown = _frames.Where(time => time < _to).Order().ToList();
        foreach (var (last, next) in shown.Prepend(_from - _frame).Zip(shown.Append(_to)))
        {
            var from = last + _frame > _from ? last + _frame : _from;
            if (next - from > MinGap && (_isConstant || HasPacketWithin(from - _frame / 2, next - _frame / 2)))
            {
                // A gap that continues into the next span counts once.
                _gaps += from - _end < _frame && _gaps > 0 ? 0 : 1;
                (_missing, _first, _end) = (_missing + next - from, _first ?? from, next);
            }
        }
    }

    /// <summary>The missing frames in all spans; null if there are none.</summary>
    public FrameDamage? Damage => _first is { } first ? new FrameDamage(_missing, first, _end, _gaps) : null;

    private bool HasPacketWithin(TimeSpan from, TimeSpan to) => _packets.Exists(time => time >= from && time < to);
}
