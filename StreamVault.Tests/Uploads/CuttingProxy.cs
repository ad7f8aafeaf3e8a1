using System.Net;
using System.Net.Sockets;

namespace StreamVault.Tests.Uploads;

/// <summary>A proxy that breaks each connection after a given number of bytes.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Uri _server;
    private readonly Func<long> _next;
    private readonly Func<Task> _atCut;
    private readonly Task _accepting;

    /// <summary>Opens the proxy.</summary>
    /// <param name="server">The server to forward to.</param>
    /// <param name="next">How many bytes of the next connection reach the server before it breaks.</param>
    /// <param name="atCut">Called when a connection breaks, before another can be opened.</param>
    public CuttingProxy(Uri server, Func<long> next, Func<Task> atCut)
    {
        (_server, _next, _atCut) = (server, next, atCut);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>The address for the client.</summary>
    public Uri Address { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    // One connection at a time, as the client sends one request at a time.
    private async Task AcceptAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptSocketAsync(_over.Token);
            using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await server.ConnectAsync(_server.Host, _server.Port, _over.Token);
            var back = CopyAsync(server, client, long.MaxValue);
            var cut = await CopyAsync(client, server, _next());
            // A reset, as when a router drops the connection.
            client.Close(cut ? 0 : 1);
            server.Close(cut ? 0 : 1);
            await back;
            if (cut)
            {
                await _atCut();
            }
        }
    }

    // True if the proxy broke it, false if it ended normally.
    private async Task<bool> CopyAsync(Socket from, Socket to, long most)
    {
        var buffer = new byte[16 << 10];
        try
        {
            while (most > 0)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(most, buffer.Length));
                var read = await from.ReceiveAsync(piece, _over.Token);
                if (read == 0)
                {
                    to.Shutdown(SocketShutdown.Send);
                    return false;
                }

                await to.SendAsync(piece[..read], _over.Token);
                most -= read;
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
