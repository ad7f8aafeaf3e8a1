using StreamVault.Core.Throttling;

namespace StreamVault.Core.Accounts;

/// <summary>
/// Limits failed sign-ins per address, and remembers the addresses from which the owner signed in. Reset at a restart;
/// the count for all unknown addresses is in the database. Thread-safe.
/// </summary>
/// <param name="clock">The clock.</param>
public sealed class SignInThrottle(TimeProvider clock)
{
    private const int MaxOwnAddresses = 64;
    private static readonly TimeSpan _wait = TimeSpan.FromMinutes(5);
    private readonly Throttle _tries = new(new ThrottleRule(5, TimeSpan.FromHours(1), _wait, _wait), clock);
    private readonly Lock _lock = new();
    private readonly RecentAddresses<bool> _owners = new(MaxOwnAddresses);

    /// <summary>Counts an attempt before it is checked, so that concurrent attempts can't exceed the limit.</summary>
    public ThrottleVerdict Count(RemoteAddress from) => _tries.Count(from);

    /// <summary>How long an address must wait; null if it isn't blocked. Doesn't count as an attempt.</summary>
    public TimeSpan? RetryAfter(RemoteAddress from) => _tries.RetryAfter(from);

    /// <summary>Records a successful sign-in: resets the address's attempts and counts it as the owner's.</summary>
    public void RecordSuccess(RemoteAddress from)
    {
        _tries.Reset(from);
        lock (_lock)
        {
            _owners.Set(from, true);
        }
    }

    /// <summary>Whether this is one of the last 64 addresses from which the owner signed in.</summary>
    public bool IsOwnerAddress(RemoteAddress from)
    {
        lock (_lock)
        {
            return _owners.TryGet(from, out _);
        }
    }
}
