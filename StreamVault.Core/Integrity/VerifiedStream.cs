using System.Security.Cryptography;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Hashes a file while it is read from the start. If the hash doesn't match, reading the last bytes fails. Ranges that
/// are read after a seek aren't checked.
/// </summary>
internal sealed class VerifiedStream(string path, string sha256, Func<Task> onMismatch) : Stream
{
    private const int BufferBytes = 1 << 18;

    private readonly FileStream _file = new(
        path,
        FileMode.Open,
        FileAccess.Read,
        FileShare.Read,
        BufferBytes,
        FileOptions.Asynchronous | FileOptions.SequentialScan
    );

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashed;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var from = _file.Position;
        var read = await _file.ReadAsync(buffer, cancellationToken);
        if (from == _hashed && read > 0)
        {
            _hash.AppendData(buffer.Span[..read]);
            _hashed += read;
            if (_hashed == Length && Convert.ToHexStringLower(_hash.GetHashAndReset()) != sha256)
            {
                await onMismatch();
            }
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _hash.Dispose();
        await base.DisposeAsync();
    }
}
