using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace StreamVault.Web.Sending;

/// <summary>Puts a <see cref="SocketWriter"/> under every connection.</summary>
internal static class SocketSending
{
    public static void UseSocketSending(this IWebHostBuilder server)
    {
        // What a connection brings is handled where it is received, without a hop to another thread: nothing here blocks for
        // long, and whoever does keeps nobody waiting but the connection itself.
        server.UseSockets(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true;
            // Whoever finds no place in the queue tries again after a second (tcp_syn_retries), and 512 are soon in it.
            sockets.Backlog = 4096;
        });
        server.ConfigureKestrel(options =>
            options.ConfigureEndpointDefaults(endpoint =>
                endpoint.Use(next => connection => RunAsync(next, connection))
            )
        );
    }

    private static async Task RunAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            await next(connection);
            return;
        }

        var transport = connection.Transport;
        using var writer = new SocketWriter(socket, transport.Output);
        connection.Features.Set(writer);
        connection.Transport = new Duplex(transport.Input, writer);
        await next(connection);
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
