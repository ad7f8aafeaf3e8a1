using StreamVault.Core.Throttling;

namespace StreamVault.Core.Accounts;

/// <summary>
/// Slows down guessing from one address, and remembers from where the owner signed in. Lost at a restart; what strangers
/// tried together is in the database. Thread-safe.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class SignInThrottle(TimeProvider clock)
{
    private const int MostOwnAddresses = 64;
    private static readonly TimeSpan _wait = TimeSpan.FromMinutes(5);
    private readonly Throttle _tries = new(new ThrottleRule(5, TimeSpan.FromHours(1), _wait, _wait), clock);
    private readonly Lock _lock = new();
    private readonly RecentAddresses<bool> _owners = new(MostOwnAddresses);

    /// <summary>Counts a try before it is checked, so that many at the same moment can't slip through together.</summary>
    public ThrottleVerdict Count(RemoteAddress from) => _tries.Count(from);

    /// <summary>How long an address must still wait; null if it needn't. Doesn't count as an attempt.</summary>
    public TimeSpan? WaitOf(RemoteAddress from) => _tries.WaitOf(from);

    /// <summary>The try was right: the address has all its tries again, and counts as the owner's.</summary>
    public void Welcome(RemoteAddress from)
    {
        _tries.Forgive(from);
        lock (_lock)
        {
            _owners.Set(from, true);
        }
    }

    /// <summary>Whether the owner signed in from there, as one of the last 64 addresses.</summary>
    public bool IsOwners(RemoteAddress from)
    {
        lock (_lock)
        {
            return _owners.TryGet(from, out _);
        }
    }
}
