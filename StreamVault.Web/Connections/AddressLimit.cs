using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using StreamVault.Core.Throttling;
using StreamVault.Web.Proxies;

namespace StreamVault.Web.Connections;

/// <summary>
/// Limits the open connections of each address, so that one address can't use them all. This machine and trusted
/// proxies are exempt: everyone behind a proxy comes from its address. Thread-safe.
/// </summary>
internal sealed class AddressLimit(IOptions<ConnectionOptions> options, IOptions<ProxyOptions> proxies)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RemoteAddress, int> _open = [];
    private readonly int _most = options.Value.EffectiveMaxPerAddress;
    private readonly IReadOnlyList<System.Net.IPNetwork> _proxies = proxies.Value.Networks;

    /// <summary>Closes each connection above the limit as soon as it is accepted.</summary>
    public static void Use(ListenOptions endpoint)
    {
        var limit = endpoint.ApplicationServices.GetRequiredService<AddressLimit>();
        endpoint.Use(next =>
            async connection =>
            {
                var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
                if (!limit.TryOpen(address))
                {
                    connection.Abort();
                    return;
                }

                try
                {
                    await next(connection);
                }
                finally
                {
                    limit.Close(address);
                }
            }
        );
    }

    /// <summary>Counts a connection, unless the limit is reached.</summary>
    /// <param name="address">The other end; null for a Unix socket.</param>
    public bool TryOpen(IPAddress? address)
    {
        if (IsExempt(address))
        {
            return true;
        }

        var from = RemoteAddress.Of(address);
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(from);
            if (open >= _most)
            {
                return false;
            }

            _open[from] = open + 1;
            return true;
        }
    }

    /// <summary>Releases a connection that <see cref="TryOpen"/> counted.</summary>
    public void Close(IPAddress? address)
    {
        if (IsExempt(address))
        {
            return;
        }

        var from = RemoteAddress.Of(address);
        lock (_lock)
        {
            if (_open[from] == 1)
            {
                _open.Remove(from);
            }
            else
            {
                _open[from]--;
            }
        }
    }

    private bool IsExempt(IPAddress? address)
    {
        if (address is null)
        {
            return true;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(plain) || _proxies.Any(network => network.Contains(plain));
    }
}
