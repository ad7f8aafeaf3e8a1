using System.Collections.Concurrent;

namespace StreamVault.Core.Jobs;

/// <summary>
/// Which leases a worker of this process holds, and since when the others have been silent, by a clock that neither a person
/// nor a time server can set and that stands still while the machine sleeps. No other process has workers: the vault's lock
/// lets in one server, and what an earlier one left in hand is put back at start. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class LeaseSigns(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, bool> _held = new();
    private readonly ConcurrentDictionary<Guid, long> _lastSigns = new();

    /// <summary>A worker has the lease in hand until disposed: it is not silent, whatever the time.</summary>
    public IDisposable Hold(Guid token)
    {
        _held[token] = true;
        return new Held(this, token);
    }

    /// <summary>The lease gave a sign of life.</summary>
    public void Note(Guid token) => _lastSigns[token] = clock.GetTimestamp();

    /// <summary>Whether no worker holds the lease and it has been silent for so long; counted from this call if it is unknown.</summary>
    public bool IsSilentFor(TimeSpan time, Guid token) =>
        !_held.ContainsKey(token)
        && clock.GetElapsedTime(_lastSigns.GetOrAdd(token, _ => clock.GetTimestamp())) >= time;

    /// <summary>Forgets all leases but these.</summary>
    public void Keep(IReadOnlySet<Guid> tokens)
    {
        foreach (var token in _lastSigns.Keys.Where(token => !tokens.Contains(token)))
        {
            _lastSigns.TryRemove(token, out _);
        }
    }

    private sealed class Held(LeaseSigns signs, Guid token) : IDisposable
    {
        public void Dispose()
        {
            // Counted from now on, should the worker have been unable to write down how the job ended.
            signs.Note(token);
            signs._held.TryRemove(token, out _);
        }
    }
}
