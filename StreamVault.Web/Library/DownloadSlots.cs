namespace StreamVault.Web.Library;

/// <summary>
/// Bounds how many downloads are made at the same time: each is an FFmpeg of its own that reads, decrypts and joins as fast
/// as the client takes it. Thread-safe.
/// </summary>
internal sealed class DownloadSlots : IDisposable
{
    /// <summary>What a client is told to wait.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _free = new(Count);

    /// <summary>How many there are: two a core, and four at least.</summary>
    public static int Count { get; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <returns>The right to make a download until disposed; null if none is free.</returns>
    public IDisposable? TryTake() => _free.Wait(0) ? new Slot(_free) : null;

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        private int _isReturned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            {
                free.Release();
            }
        }
    }
}
