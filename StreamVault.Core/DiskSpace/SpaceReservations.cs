namespace StreamVault.Core.DiskSpace;

/// <summary>Knows how many bytes what is under way will still write: room that is promised already. Thread-safe.</summary>
public sealed class SpaceReservations
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Func<long>> _remaining = [];

    /// <summary>Bytes still to come of all but one.</summary>
    /// <param name="except">Whoever asks, since its own bytes are no hindrance to it.</param>
    public long ReservedBytes(Guid? except = null)
    {
        lock (_lock)
        {
            return _remaining.Where(owner => owner.Key != except).Sum(owner => owner.Value());
        }
    }

    /// <summary>Promises room, unless something stands against it.</summary>
    /// <param name="owner">Whom it is promised to.</param>
    /// <param name="remaining">Bytes still to come, asked again and again until released; must neither throw nor wait.</param>
    /// <param name="refusal">What stands against it, looked at while nobody else is promised anything.</param>
    /// <returns>What stands against it, or null.</returns>
    internal T? Reserve<T>(Guid owner, Func<long> remaining, Func<T?> refusal)
        where T : class
    {
        lock (_lock)
        {
            if (refusal() is { } refused)
            {
                return refused;
            }

            _remaining[owner] = remaining;
            return null;
        }
    }

    internal void Set(Guid owner, long bytes)
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
