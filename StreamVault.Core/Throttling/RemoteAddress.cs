using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StreamVault.Core.Throttling;

/// <summary>
/// The source of a request: an IPv4 address, or the first 64 bits of an IPv6 address, because every household gets a
/// prefix of at most that length and each of its devices can change the remaining bits (RFC 6177, RFC 8981).
/// </summary>
public readonly record struct RemoteAddress
{
    private readonly ulong _network;
    private readonly bool _isIPv6;

    private RemoteAddress(ulong network, bool isIPv6) => (_network, _isIPv6) = (network, isIPv6);

    /// <summary>Allocates nothing. An IPv4 address equals its IPv6-mapped form.</summary>
    /// <param name="address">
    /// The address of the connection; null, as for a Unix socket, is treated like any other address.
    /// </param>
    public static RemoteAddress Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out _))
        {
            return default;
        }

        return address.AddressFamily == AddressFamily.InterNetwork
                ? new(BinaryPrimitives.ReadUInt32BigEndian(bytes), isIPv6: false)
            : address.IsIPv4MappedToIPv6 ? new(BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]), isIPv6: false)
            : new(BinaryPrimitives.ReadUInt64BigEndian(bytes), isIPv6: true);
    }

    /// <summary>Writes bytes that identify the address uniquely.</summary>
    /// <param name="destination">A buffer of at least <see cref="Bytes"/> bytes.</param>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _network);
        destination[8] = _isIPv6 ? (byte)6 : (byte)4;
    }

    /// <summary>The number of bytes that <see cref="Write"/> writes.</summary>
    public const int Bytes = 9;

    /// <returns><c>192.0.2.7</c>, or <c>2001:db8::/64</c>.</returns>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _network);
        return _isIPv6
            ? string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/64")
            : new IPAddress(bytes[4..8]).ToString();
    }
}
