namespace StreamVault.Core.Throttling;

/// <summary>
/// Counts failed attempts per address and blocks addresses that exceed a limit. Stores at most
/// <see cref="MaxAddresses"/> addresses. Thread-safe.
/// </summary>
/// <remarks>
/// The limiters of System.Threading.RateLimiting keep a partition for every address, use their own clock, and don't
/// support growing delays.
/// </remarks>
/// <param name="rule">The limit and the delays.</param>
/// <param name="clock">The clock.</param>
public sealed class Throttle(ThrottleRule rule, TimeProvider clock)
{
    /// <summary>
    /// The maximum number of addresses, which take about 600 kB. The least recently used is removed first.
    /// </summary>
    public const int MaxAddresses = 4096;

    private readonly Lock _lock = new();
    private readonly RecentAddresses<Tries> _addresses = new(MaxAddresses);

    /// <summary>The current number of addresses.</summary>
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

    /// <summary>Counts an attempt. Attempts while blocked do not extend the block.</summary>
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
                var isReset = elapsed >= tries.Wait + rule.LongestWait;
                tries = new Tries(now, 0, isReset ? TimeSpan.Zero : tries.Wait, false);
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

    /// <summary>How long an address must wait; null if it isn't blocked. Doesn't count as an attempt.</summary>
    public TimeSpan? RetryAfter(RemoteAddress from)
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

    /// <summary>Resets the attempts of an address.</summary>
    public void Reset(RemoteAddress from)
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

    // Since: the first attempt in the current period, or the start of the block. Wait: the current or the last block.
    private readonly record struct Tries(long Since, int Number, TimeSpan Wait, bool IsWaiting);
}
