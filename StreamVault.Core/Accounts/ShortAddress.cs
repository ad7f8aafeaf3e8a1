using System.Net;
using System.Net.Sockets;

namespace StreamVault.Core.Accounts;

/// <summary>
/// Shortens an address to its network. That is enough to recognize a home network, and nothing more precise is stored.
/// </summary>
public static class ShortAddress
{
    /// <returns><c>192.0.2.x</c>, <c>2001:db8:1::x</c> (the first 48 bits), or <c>this server</c>.</returns>
    /// <param name="address">
    /// The address of the connection; null, as for a Unix socket, counts as the server itself.
    /// </param>
    public static string Of(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address))
        {
            return "this server";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return $"{bytes[0]}.{bytes[1]}.{bytes[2]}.x";
        }

        bytes.AsSpan(6).Clear();
        return $"{new IPAddress(bytes)}x";
    }
}
