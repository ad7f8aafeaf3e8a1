using StreamVault.Core.Entities;

namespace StreamVault.Core.Integrity;

/// <summary>Hashes the files of one quality while they are sent. Not thread-safe.</summary>
internal sealed class TransferCheck(
    string folder,
    IReadOnlyList<(string Name, StoredFile File)> files,
    Func<IReadOnlyList<DamagedFile>, Task> fail
)
{
    // Far enough ahead to find damage before its bytes are sent, and close enough that each file is read from the disk
    // only once.
    private const long Ahead = 8_000_000;
    private int _next;
    private long _hashed;

    /// <summary>Hashes the files that contain the bytes sent so far, plus a margin.</summary>
    /// <exception cref="VideoDamagedException">A file has changed since it was stored.</exception>
    public async Task AdvanceAsync(long sent, CancellationToken cancellationToken)
    {
        while (_next < files.Count && _hashed < sent + Ahead)
        {
            var (name, file) = files[_next++];
            _hashed += file.Bytes;
            var path = Path.Combine(folder, name);
            var damaged = await DamageFinder.CompareAsync(path, name, file, FileHash.Always, cancellationToken);
            if (damaged is { Length: > 0 })
            {
                await fail(damaged);
            }
        }
    }

    /// <summary>Hashes the remaining files.</summary>
    /// <exception cref="VideoDamagedException">A file has changed since it was stored.</exception>
    public Task FinishAsync(CancellationToken cancellationToken) =>
        AdvanceAsync(long.MaxValue - Ahead, cancellationToken);

    /// <summary>Records the damage and throws.</summary>
    /// <exception cref="VideoDamagedException">Always.</exception>
    public Task FailAsync(IReadOnlyList<DamagedFile> damaged) => fail(damaged);
}
