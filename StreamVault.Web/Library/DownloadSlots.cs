namespace StreamVault.Web.Library;

/// <summary>
/// Limits the number of concurrent downloads. Each runs its own FFmpeg, which reads, decrypts and remuxes as fast as the
/// client receives. Thread-safe.
/// </summary>
internal sealed class DownloadSlots : IDisposable
{
    /// <summary>How long a refused client should wait.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _free = new(Count);

    /// <summary>The number of slots: two per core, at least four.</summary>
    public static int Count { get; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <returns>A slot that is freed when disposed; null if none is free.</returns>
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
