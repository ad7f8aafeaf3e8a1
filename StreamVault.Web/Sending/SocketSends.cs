using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace StreamVault.Web.Sending;

/// <summary>Sends bytes and parts of files over a socket, one after the other, allocating nothing for each.</summary>
internal sealed class SocketSends(Socket socket) : SocketAsyncEventArgs(true), IValueTaskSource
{
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
        await using var opened = new FileStream(
            file.Path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 0,
            FileOptions.Asynchronous
        );
        SendPacketsElements =
        [
            .. bytes.Length > 0 ? (SendPacketsElement[])[new(bytes)] : [],
            new SendPacketsElement(opened, file.Offset, file.Count),
        ];
        try
        {
            _done.Reset();
            if (socket.SendPacketsAsync(this))
            {
                await new ValueTask(this, _done.Version);
            }
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
