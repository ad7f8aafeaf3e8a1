using System.Collections.Concurrent;

namespace StreamVault.Core.Jobs;

/// <summary>
/// Tracks which leases are held by workers of this process and how long the others have been silent. Uses a monotonic
/// clock, which can't be set and stops while the machine sleeps. No other process has workers: the vault's lock allows
/// only one server, and jobs left by an earlier one are requeued at start. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class LeaseHeartbeats(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, bool> _held = new();
    private readonly ConcurrentDictionary<Guid, long> _lastSigns = new();

    /// <summary>Marks the lease as held until disposed. A held lease is never silent.</summary>
    public IDisposable Hold(Guid token)
    {
        _held[token] = true;
        return new Held(this, token);
    }

    /// <summary>Records a heartbeat.</summary>
    public void Note(Guid token) => _lastSigns[token] = clock.GetTimestamp();

    /// <summary>
    /// Whether no worker holds the lease and it has been silent for this long. For an unknown lease, the time starts at
    /// this call.
    /// </summary>
    public bool IsSilentFor(TimeSpan time, Guid token) =>
        !_held.ContainsKey(token)
        && clock.GetElapsedTime(_lastSigns.GetOrAdd(token, _ => clock.GetTimestamp())) >= time;

    /// <summary>Removes all leases except these.</summary>
    public void Keep(IReadOnlySet<Guid> tokens)
    {
        foreach (var token in _lastSigns.Keys.Where(token => !tokens.Contains(token)))
        {
            _lastSigns.TryRemove(token, out _);
        }
    }

    private sealed class Held(LeaseHeartbeats signs, Guid token) : IDisposable
    {
        public void Dispose()
        {
            // The timeout starts now, in case the worker couldn't save how the job ended.
            signs.Note(token);
            signs._held.TryRemove(token, out _);
        }
    }
}
