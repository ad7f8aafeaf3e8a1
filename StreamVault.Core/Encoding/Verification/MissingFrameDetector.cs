using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>
/// Tells holes in a picture from pauses. A hole is a stretch for which there was something to decode and nothing came out;
/// or, of a picture of constant rate, any stretch without pictures. Not thread-safe.
/// </summary>
internal sealed class MissingFrameDetector(VideoTrack picture)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.1);
    private readonly TimeSpan _frame = FrameRateChoice.Nominal(picture).TimeOf(1);
    private readonly bool _isConstant =
        picture.GridRate is { } grid
        && picture.AverageRate is { } average
        && Math.Abs(grid.PerSecond / average.PerSecond - 1) < 0.02;
    private readonly List<TimeSpan> _packets = [];
    private readonly List<TimeSpan> _frames = [];
    private TimeSpan _from;
    private TimeSpan _to;
    private TimeSpan _missing;
    private TimeSpan? _first;
    private TimeSpan _end;
    private int _gaps;

    /// <summary>Begins another stretch; <see cref="Finish"/> ends it.</summary>
    public void Begin(TimeSpan from, TimeSpan to)
    {
        (_from, _to) = (from, to);
        _packets.Clear();
        _frames.Clear();
    }

    /// <summary>There is something to decode that is to be shown at this time.</summary>
    public void AddPacket(TimeSpan time) => _packets.Add(time);

    /// <summary>A picture came out that is to be shown at this time.</summary>
    public void AddFrame(TimeSpan time) => _frames.Add(time);

    public void Finish()
    {
        var shown = _frames.Where(time => time < _to).Order().ToList();
        foreach (var (last, next) in shown.Prepend(_from - _frame).Zip(shown.Append(_to)))
        {
            var from = last + _frame > _from ? last + _frame : _from;
            if (next - from > Least && (_isConstant || HasPacketWithin(from - _frame / 2, next - _frame / 2)))
            {
                // What goes on over the border between two stretches is one hole.
                _gaps += from - _end < _frame && _gaps > 0 ? 0 : 1;
                (_missing, _first, _end) = (_missing + next - from, _first ?? from, next);
            }
        }
    }

    /// <summary>What was found in all stretches; null if nothing.</summary>
    public FrameDamage? Damage => _first is { } first ? new FrameDamage(_missing, first, _end, _gaps) : null;

    private bool HasPacketWithin(TimeSpan from, TimeSpan to) => _packets.Exists(time => time >= from && time < to);
}
