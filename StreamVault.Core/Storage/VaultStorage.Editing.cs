using StreamVault.Core.Entities;

namespace StreamVault.Core.Storage;

public sealed partial class VaultStorage
{
    // Videos share locks, so that none has to be removed.
    private readonly SemaphoreSlim[] _folderLocks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>
    /// Waits until nothing else in this process changes files in the folder of a ready video or replaces the folder. Never
    /// lock a second one meanwhile.
    /// </summary>
    /// <returns>Dispose it to unlock the folder.</returns>
    internal async Task<IDisposable> LockFolderAsync(VideoId video, CancellationToken cancellationToken)
    {
        var folder = _folderLocks[(uint)video.GetHashCode() % (uint)_folderLocks.Length];
        await folder.WaitAsync(cancellationToken);
        return new LockedFolder(folder);
    }

    private sealed class LockedFolder(SemaphoreSlim folder) : IDisposable
    {
        private SemaphoreSlim? _locked = folder;

        public void Dispose() => Interlocked.Exchange(ref _locked, null)?.Release();
    }
}
