namespace StreamVault.Core.Throttling;

/// <summary>
/// Counts wrong tries by the address they come from, and says which address has to wait. Its memory is bounded: it knows
/// the <see cref="MostAddresses"/> that tried last. Thread-safe.
/// </summary>
/// <remarks>
/// The limiters of System.Threading.RateLimiting keep one partition for every address they ever saw within their idle time,
/// have a clock of their own, and know no wait that grows; hence this.
/// </remarks>
/// <param name="rule">How many tries, how long a wait.</param>
/// <param name="clock">The time.</param>
public sealed class Throttle(ThrottleRule rule, TimeProvider clock)
{
    /// <summary>How many addresses are remembered: some 600 kB. Of more, the one that was quiet longest is forgotten.</summary>
    public const int MostAddresses = 4096;

    private readonly Lock _lock = new();
    private readonly RecentAddresses<Tries> _addresses = new(MostAddresses);

    /// <summary>How many addresses are remembered now.</summary>
    public int Addresses
    {
        get
        {
            lock (_lock)
            {
                return _addresses.Count;
            }
        }
    }

    /// <summary>Counts a try, unless the address is waiting: what it tries meanwhile makes the wait no longer.</summary>
    public ThrottleVerdict Count(RemoteAddress from)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            var tries = _addresses.TryGet(from, out var known) ? known : new Tries(now, 0, TimeSpan.Zero, false);
            var elapsed = clock.GetElapsedTime(tries.Since, now);
            if (tries.IsWaiting && elapsed < tries.Wait)
            {
                _addresses.Set(from, tries);
                return new(true, tries.Wait - elapsed);
            }

            if (tries.IsWaiting || elapsed >= rule.Within)
            {
                var hasReformed = elapsed >= tries.Wait + rule.LongestWait;
                tries = new Tries(now, 0, hasReformed ? TimeSpan.Zero : tries.Wait, false);
            }

            tries = tries with { Number = tries.Number + 1 };
            if (tries.Number >= rule.Tries)
            {
                tries = new Tries(now, 0, NextWait(tries.Wait), true);
            }

            _addresses.Set(from, tries);
            return new(false, tries.IsWaiting ? tries.Wait : TimeSpan.Zero);
        }
    }

    /// <summary>How long an address must still wait; null if it needn't. Doesn't count as an attempt.</summary>
    public TimeSpan? WaitOf(RemoteAddress from)
    {
        lock (_lock)
        {
            return
                _addresses.TryGet(from, out var tries)
                && tries.IsWaiting
                && tries.Wait - clock.GetElapsedTime(tries.Since) is var left
                && left > TimeSpan.Zero
                ? left
                : null;
        }
    }

    /// <summary>Forgets what an address tried.</summary>
    public void Forgive(RemoteAddress from)
    {
        lock (_lock)
        {
            _addresses.Remove(from);
        }
    }

    private TimeSpan NextWait(TimeSpan last) =>
        last == TimeSpan.Zero ? rule.FirstWait
        : last * 2 < rule.LongestWait ? last * 2
        : rule.LongestWait;

    // Since: the first of the tries that count together, or the beginning of the wait. Wait: the present or the last one.
    private readonly record struct Tries(long Since, int Number, TimeSpan Wait, bool IsWaiting);
}
