namespace StreamVault.Core.Jobs;

/// <summary>
/// Knows when somebody last watched something, so that jobs that can wait do not get in the way. Thread-safe; noting is
/// one write to memory, since every segment that is fetched does it.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class PlaybackActivity(TimeProvider clock)
{
    private const long Nobody = long.MinValue;
    private long _lastSeen = Nobody;

    /// <summary>Somebody is watching, now.</summary>
    public void Note() => Volatile.Write(ref _lastSeen, clock.GetTimestamp());

    /// <summary>Whether nobody has watched anything for so long. True after a start.</summary>
    public bool HasBeenQuietFor(TimeSpan time) =>
        Volatile.Read(ref _lastSeen) is var seen && (seen == Nobody || clock.GetElapsedTime(seen) >= time);
}
