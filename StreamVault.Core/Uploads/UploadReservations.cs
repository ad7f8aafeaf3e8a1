namespace StreamVault.Core.Uploads;

/// <summary>Knows how many bytes of the uploads under way are still to come: room that is promised already. Thread-safe.</summary>
public sealed class UploadReservations
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, long> _toCome = [];

    /// <summary>Bytes still to come of all uploads but one.</summary>
    /// <param name="except">The upload that asks, since its own bytes are no hindrance to it.</param>
    public long Promised(Guid? except = null)
    {
        lock (_lock)
        {
            return _toCome.Where(upload => upload.Key != except).Sum(upload => upload.Value);
        }
    }

    /// <summary>Promises room to an upload, unless something stands against it.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="refusal">What stands against it, looked at while nobody else is promised anything.</param>
    /// <returns>What stands against it, or null.</returns>
    internal UploadOutcome? Reserve(Guid upload, long bytes, Func<UploadOutcome?> refusal)
    {
        lock (_lock)
        {
            if (refusal() is { } refused)
            {
                return refused;
            }

            _toCome[upload] = bytes;
            return null;
        }
    }

    internal void Set(Guid upload, long bytes)
    {
        lock (_lock)
        {
            _toCome[upload] = bytes;
        }
    }

    internal void Release(Guid upload)
    {
        lock (_lock)
        {
            _toCome.Remove(upload);
        }
    }
}
