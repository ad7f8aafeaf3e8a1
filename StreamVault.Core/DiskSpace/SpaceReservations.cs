namespace StreamVault.Core.DiskSpace;

/// <summary>The disk space reserved for running encodes and uploads. Thread-safe.</summary>
public sealed class SpaceReservations
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Func<long>> _remaining = [];

    /// <summary>The bytes reserved by all owners, or by all but one.</summary>
    /// <param name="except">The owner to leave out, usually the caller; null for none.</param>
    public long ReservedBytes(Guid? except = null)
    {
        lock (_lock)
        {
            return _remaining.Where(owner => owner.Key != except).Sum(owner => owner.Value());
        }
    }

    /// <summary>Reserves space unless <paramref name="check"/> refuses it.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="remaining">Returns the bytes still to be written. Called until released; must not throw or block.</param>
    /// <param name="check">Returns why the space must not be reserved, or null. Called under the lock.</param>
    /// <returns>What <paramref name="check"/> returned; null if the space is reserved.</returns>
    internal T? Reserve<T>(Guid owner, Func<long> remaining, Func<T?> check)
        where T : class
    {
        lock (_lock)
        {
            if (check() is { } refusal)
            {
                return refusal;
            }

            _remaining[owner] = remaining;
            return null;
        }
    }

    /// <summary>Reserves a fixed number of bytes for an owner, instead of what was reserved before.</summary>
    internal void Update(Guid owner, long bytes)
    {
        lock (_lock)
        {
            _remaining[owner] = () => bytes;
        }
    }

    internal void Release(Guid owner)
    {
        lock (_lock)
        {
            _remaining.Remove(owner);
        }
    }
}
