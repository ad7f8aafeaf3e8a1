namespace StreamVault.Core.Jobs;

/// <summary>
/// Records when something was last watched, so that low-priority jobs don't disturb playback. Thread-safe. Recording is one
/// memory write, because it happens for every segment.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class PlaybackActivity(TimeProvider clock)
{
    private const long Nobody = long.MinValue;
    private long _lastSeen = Nobody;

    /// <summary>Records that someone is watching now.</summary>
    public void Note() => Volatile.Write(ref _lastSeen, clock.GetTimestamp());

    /// <summary>Whether nobody has watched anything for this long. True after a start.</summary>
    public bool HasBeenQuietFor(TimeSpan time) =>
        Volatile.Read(ref _lastSeen) is var seen && (seen == Nobody || clock.GetElapsedTime(seen) >= time);
}
