using System.Collections.Concurrent;

namespace StreamVault.Core.Jobs;

/// <summary>
/// Tracks which leases are held by workers of this process and how long ago the others had a heartbeat. Uses a monotonic
/// clock, which can't be set and stops while the machine sleeps. No other process has workers: the vault's lock allows
/// only one server, and jobs left by an earlier one are requeued at startup. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class LeaseHeartbeats(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, bool> _held = new();
    private readonly ConcurrentDictionary<Guid, long> _lastHeartbeats = new();

    /// <summary>Marks the lease as held until disposed. A held lease never counts as silent.</summary>
    public IDisposable Hold(Guid token)
    {
        _held[token] = true;
        return new Held(this, token);
    }

    /// <summary>Records a heartbeat.</summary>
    public void Record(Guid token) => _lastHeartbeats[token] = clock.GetTimestamp();

    /// <summary>
    /// Whether no worker holds the lease and it has been silent for this long. For an unknown lease, the time starts at
    /// this call.
    /// </summary>
    public bool IsSilentFor(TimeSpan time, Guid token) =>
        !_held.ContainsKey(token)
        && clock.GetElapsedTime(_lastHeartbeats.GetOrAdd(token, _ => clock.GetTimestamp())) >= time;

    /// <summary>Removes all leases except these.</summary>
    public void Keep(IReadOnlySet<Guid> tokens)
    {
        foreach (var token in _lastHeartbeats.Keys.Where(token => !tokens.Contains(token)))
        {
            _lastHeartbeats.TryRemove(token, out _);
        }
    }

    private sealed class Held(LeaseHeartbeats heartbeats, Guid token) : IDisposable
    {
        public void Dispose()
        {
            // The timeout starts now, in case the worker couldn't save how the job ended.
            heartbeats.Record(token);
            heartbeats._held.TryRemove(token, out _);
        }
    }
}
