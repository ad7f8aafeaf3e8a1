namespace StreamVault.Core.Tokens;

/// <summary>
/// The current viewers of one token. Stores only admitted viewers. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class TokenViewers(TimeProvider clock)
{
    private readonly List<(Viewer Viewer, long Seen)> _viewers = [];

    /// <summary>
    /// Whether the viewer is already watching or the limit allows one more. If so, records that it was seen now.
    /// </summary>
    public bool Admits(Viewer viewer, int most)
    {
        lock (_viewers)
        {
            var now = clock.GetTimestamp();
            var place = PlaceOf(viewer, now);
            if (place >= 0)
            {
                _viewers[place] = (viewer, now);
                return true;
            }

            if (_viewers.Count >= most)
            {
                return false;
            }

            _viewers.Add((viewer, now));
            return true;
        }
    }

    /// <summary>Whether <see cref="Admits"/> would return true. Records nothing.</summary>
    public bool CanAdmit(Viewer viewer, int most)
    {
        lock (_viewers)
        {
            return _viewers.Count < most || PlaceOf(viewer, clock.GetTimestamp()) >= 0;
        }
    }

    // The viewer's own place, or else the place of a viewer who has left.
    private int PlaceOf(Viewer viewer, long now)
    {
        var left = -1;
        for (var i = 0; i < _viewers.Count; i++)
        {
            if (_viewers[i].Viewer == viewer)
            {
                return i;
            }

            if (clock.GetElapsedTime(_viewers[i].Seen, now) >= AccessTokens.ViewerAbsence)
            {
                left = i;
            }
        }

        return left;
    }
}
