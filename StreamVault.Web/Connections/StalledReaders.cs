using System.Net.Sockets;

namespace StreamVault.Web.Connections;

/// <summary>Lets the kernel close connections whose clients read nothing.</summary>
/// <remarks>
/// Kestrel's minimum rate of responses closes the connection of a paused player after a few minutes, and keeps one open that
/// reads a few hundred bytes per second. The kernel knows when a client last made room for more.
/// </remarks>
internal static class StalledReaders
{
    private const int Tcp = 6;
    private const int UserTimeout = 18;

    /// <summary>
    /// Closes each connection accepted by a socket after its client made no room for this long (TCP_USER_TIMEOUT in tcp(7);
    /// accepted sockets inherit it). Does nothing on other systems than Linux.
    /// </summary>
    /// <returns>The same socket.</returns>
    public static Socket DropAfter(this Socket listener, TimeSpan timeout)
    {
        if (OperatingSystem.IsLinux() && listener.ProtocolType == ProtocolType.Tcp)
        {
            listener.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes((int)timeout.TotalMilliseconds));
        }

        return listener;
    }
}
