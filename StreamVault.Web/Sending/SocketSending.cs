using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace StreamVault.Web.Sending;

/// <summary>Puts a <see cref="SocketReader"/> and a <see cref="SocketWriter"/> under every connection.</summary>
internal static class SocketSending
{
    /// <param name="server">The server.</param>
    /// <param name="isQuick">Whether bytes of a request look as if they were answered from memory.</param>
    /// <param name="before">Configures each endpoint: Kestrel keeps only one set of defaults.</param>
    public static void UseSocketSending(
        this IWebHostBuilder server,
        Func<ReadOnlySpan<byte>, bool> isQuick,
        Action<ListenOptions>? before = null
    )
    {
        PoolThreads.LeaveQuickWorkToSocketThreads();
        server.UseSockets(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true;
            // Whoever finds no place in the queue tries again after a second (tcp_syn_retries), and 512 are soon in it.
            sockets.Backlog = 4096;
        });
        server.ConfigureKestrel(options =>
            options.ConfigureEndpointDefaults(endpoint =>
            {
                before?.Invoke(endpoint);
                endpoint.Use(next => connection => RunAsync(next, connection, isQuick));
            })
        );
    }

    private static async Task RunAsync(
        ConnectionDelegate next,
        ConnectionContext connection,
        Func<ReadOnlySpan<byte>, bool> isQuick
    )
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            await next(connection);
            return;
        }

        var transport = connection.Transport;
        using var writer = new SocketWriter(socket, transport.Output);
        connection.Features.Set(writer);
        connection.Transport = new Duplex(new SocketReader(transport.Input, isQuick), writer);
        await next(connection);
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
