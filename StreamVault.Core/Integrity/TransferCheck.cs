using StreamVault.Core.Entities;

namespace StreamVault.Core.Integrity;

/// <summary>Hashes the files of one quality while it is sent. Not thread-safe.</summary>
internal sealed class TransferCheck(
    string folder,
    IReadOnlyList<(string Name, StoredFile File)> files,
    Func<IReadOnlyList<DamagedFile>, Task> fail
)
{
    // Far enough ahead that damage is found before its bytes are sent, near enough that each file is read from the disk once.
    private const long Ahead = 8_000_000;
    private int _next;
    private long _hashed;

    /// <summary>Hashes the files of the bytes sent so far, plus a margin.</summary>
    /// <exception cref="VideoDamagedException">A file changed since it was stored.</exception>
    public async Task AdvanceAsync(long sent, CancellationToken cancellationToken)
    {
        while (_next < files.Count && _hashed < sent + Ahead)
        {
            var (name, file) = files[_next++];
            _hashed += file.Bytes;
            var path = Path.Combine(folder, name);
            var damaged = await VideoCheck.CompareAsync(path, name, file, FileHash.Always, cancellationToken);
            if (damaged is { Length: > 0 })
            {
                await fail(damaged);
            }
        }
    }

    /// <summary>Hashes the rest.</summary>
    /// <exception cref="VideoDamagedException">A file changed since it was stored.</exception>
    public Task FinishAsync(CancellationToken cancellationToken) =>
        AdvanceAsync(long.MaxValue - Ahead, cancellationToken);

    /// <summary>Records damage and throws.</summary>
    /// <exception cref="VideoDamagedException">Always.</exception>
    public Task FailAsync(IReadOnlyList<DamagedFile> damaged) => fail(damaged);
}
