namespace StreamVault.Core.Jobs;

/// <summary>
/// Records the time of the last playback, so that low-priority jobs don't disturb it. Recording is a single memory
/// write, because it happens for every segment. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
public sealed class PlaybackActivity(TimeProvider clock)
{
    private const long NeverSeen = long.MinValue;
    private long _lastSeen = NeverSeen;

    /// <summary>Records that someone is watching now.</summary>
    public void RecordPlayback() => Volatile.Write(ref _lastSeen, clock.GetTimestamp());

    /// <summary>Whether there was no playback for this long. True after a start.</summary>
    public bool HasBeenQuietFor(TimeSpan time) =>
        Volatile.Read(ref _lastSeen) is var seen && (seen == NeverSeen || clock.GetElapsedTime(seen) >= time);
}
