using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using Microsoft.Win32.SafeHandles;

namespace StreamVault.Web.Sending;

/// <summary>Sends bytes and parts of files over a socket, one after the other, allocating nothing for each.</summary>
internal sealed class SocketSends(Socket socket) : SocketAsyncEventArgs(true), IValueTaskSource
{
    private bool? _isImmediate;
    private ManualResetValueTaskSourceCore<bool> _done = new() { RunContinuationsAsynchronously = false };

    /// <summary>Sends it all: first the bytes, then the file.</summary>
    /// <exception cref="SocketException">The connection is broken.</exception>
    /// <exception cref="IOException">The file can't be opened.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, FileRange? file)
    {
        if (file is null)
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None)..];
            }

            return;
        }

        // Opened here: what the runtime opens by its path it closes only where sending failed, else at the next collection.
        using var opened = File.OpenHandle(file.Path, options: FileOptions.Asynchronous);
        _isImmediate ??= ImmediateSends.AreFor(socket);
        var sent = _isImmediate.Value ? ImmediateSends.Send(socket, bytes.Span, opened, file) : 0;
        var ofFile = Math.Max(0, sent - bytes.Length);
        if (ofFile < file.Count)
        {
            await SendPacketsAsync(
                bytes[(int)(sent - ofFile)..],
                opened,
                file.Offset + ofFile,
                (int)(file.Count - ofFile)
            );
        }
    }

    private async ValueTask SendPacketsAsync(ReadOnlyMemory<byte> bytes, SafeFileHandle opened, long offset, int count)
    {
        await using var file = new FileStream(opened, FileAccess.Read, bufferSize: 0, isAsync: true);
        SendPacketsElements =
        [
            .. bytes.Length > 0 ? (SendPacketsElement[])[new(bytes)] : [],
            new SendPacketsElement(file, offset, count),
        ];
        try
        {
            _done.Reset();
            if (socket.SendPacketsAsync(this))
            {
                await new ValueTask(this, _done.Version);
            }
        }
        catch (NotSupportedException)
        {
            // How a socket says that it knows already what the next call would come upon.
            throw new SocketException((int)SocketError.NotConnected);
        }
        finally
        {
            SendPacketsElements = null;
        }

        if (SocketError != SocketError.Success)
        {
            throw new SocketException((int)SocketError);
        }
    }

    /// <inheritdoc />
    protected override void OnCompleted(SocketAsyncEventArgs e) => _done.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _done.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _done.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _done.OnCompleted(continuation, state, token, flags);
}
