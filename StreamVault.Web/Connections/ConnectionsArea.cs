using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using StreamVault.Core.Settings;

namespace StreamVault.Web.Connections;

/// <summary>What a connection may cost before it has asked for anything, and after.</summary>
internal static class ConnectionsArea
{
    public static IServiceCollection AddConnectionLimits(this IServiceCollection services)
    {
        services.AddSettings<ConnectionOptions>("StreamVault:Connections");
        services.AddSingleton<AddressLimit>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ConnectionOptions>>(Limit);
        services
            .AddOptions<SocketTransportOptions>()
            .Configure<IOptions<ConnectionOptions>>(
                (sockets, options) =>
                {
                    var listen = sockets.CreateBoundListenSocket;
                    sockets.CreateBoundListenSocket = endpoint =>
                        listen(endpoint).DropAfter(options.Value.StallTimeout);
                }
            );
        return services;
    }

    private static void Limit(KestrelServerOptions server, IOptions<ConnectionOptions> options)
    {
        server.Limits.RequestHeadersTimeout = options.Value.HeaderTimeout;
        server.Limits.KeepAliveTimeout = options.Value.IdleTimeout;
        server.Limits.MaxConcurrentConnections = options.Value.Most;
    }
}
