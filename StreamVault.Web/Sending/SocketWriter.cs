using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace StreamVault.Web.Sending;

/// <summary>
/// What the server writes to a connection, sent straight to its socket: what was written is gathered until the next flush,
/// and a file goes from the page cache to the network without passing through this process (sendfile(2)). Holds no memory
/// between two flushes, and none at all for a file, so that a slow reader costs nothing.
/// </summary>
/// <remarks>Like every <see cref="PipeWriter"/> it is used by one writer at a time.</remarks>
internal sealed class SocketWriter(Socket socket, PipeWriter transport) : PipeWriter, IDisposable
{
    private const int Least = 4096;
    private readonly SocketSends _sends = new(socket);
    private byte[] _buffer = [];
    private int _buffered;
    private FileRange? _announced;
    private FileRange? _file;
    private bool _cancelled;
    private bool _completed;

    /// <summary>Lets the next <see cref="Advance"/> stand for a file's bytes instead of bytes in memory.</summary>
    /// <param name="file">The file's part; as many bytes as the server is told next.</param>
    public void Announce(FileRange file) => _announced = file;

    /// <inheritdoc />
    public override bool CanGetUnflushedBytes => true;

    /// <inheritdoc />
    public override long UnflushedBytes => _buffered + (_file?.Count ?? 0);

    /// <inheritdoc />
    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = Math.Max(1, sizeHint);
        if (_buffer.Length - _buffered < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Least, Math.Max(2 * _buffered, _buffered + needed)));
            _buffer.AsSpan(0, _buffered).CopyTo(larger);
            Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_buffered);
    }

    /// <inheritdoc />
    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc />
    public override void Advance(int bytes)
    {
        if (_announced is { } file)
        {
            _announced = null;
            _file = file.Count == bytes ? file : throw new InvalidOperationException("Another file was announced.");
        }
        else if (_file is not null)
        {
            throw new InvalidOperationException("A file must be flushed before anything else is written.");
        }
        else
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _buffer.Length - _buffered);
            _buffered += bytes;
        }
    }

    /// <inheritdoc />
    /// <remarks>The token does not stop it: half an answer would spoil the connection for the next one.</remarks>
    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_cancelled || _completed)
        {
            var result = new FlushResult(_cancelled, _completed);
            _cancelled = false;
            return result;
        }

        var sending = _sends.SendAsync(_buffer.AsMemory(0, _buffered), _file);
        // Whoever waited for a file goes on to the next request; whoever wrote anything else, with anything.
        var mayLinger = !sending.IsCompleted && _file is null;
        try
        {
            await sending;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The reader has gone, or the file has: either way nothing more can be said on this connection.
            _completed = true;
        }

        (_buffered, _file) = (0, null);
        Return(_buffer);
        _buffer = [];
        if (mayLinger && !PoolThreads.IsOne)
        {
            await PoolThreads.SwitchToOne();
        }

        return new FlushResult(isCanceled: false, _completed);
    }

    /// <inheritdoc />
    public override void CancelPendingFlush() => _cancelled = true;

    /// <inheritdoc />
    public override void Complete(Exception? exception = null)
    {
        _completed = true;
        transport.Complete(exception);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Return(_buffer);
        _buffer = [];
        _sends.Dispose();
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
