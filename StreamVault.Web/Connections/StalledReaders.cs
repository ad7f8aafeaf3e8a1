using System.Net.Sockets;

namespace StreamVault.Web.Connections;

/// <summary>
/// Lets the kernel limit the cost of clients that read slowly, and close connections whose clients read nothing.
/// </summary>
/// <remarks>
/// Kestrel's minimum rate of responses closes the connection of a paused player after a few minutes, and keeps one open that
/// reads a few hundred bytes per second. The kernel knows when a client last made room for more.
/// </remarks>
internal static class StalledReaders
{
    private const int Tcp = 6;
    private const int UserTimeout = 18;
    private const int UnsentLowWater = 25;
    private const int MaxUnsentBytes = 256 * 1024;

    /// <summary>
    /// Limits how much of its responses the kernel buffers in advance, for each connection accepted by a socket
    /// (TCP_NOTSENT_LOWAT, see tcp_notsent_lowat in the kernel's ip-sysctl; accepted sockets inherit it). Does nothing on
    /// systems other than Linux.
    /// </summary>
    /// <remarks>
    /// Otherwise, the kernel buffers a whole segment at once even if the client reads slowly. A thousand such clients
    /// then keep the pool threads busy with copying while other requests wait, and use up the kernel's memory for
    /// connections, so that it drops packets (<c>script/lab/abuse slow-readers</c>). Unlike a smaller send buffer, the
    /// limit doesn't slow down distant clients, since bytes in flight don't count.
    /// </remarks>
    /// <returns>The same socket.</returns>
    public static Socket LimitUnsentBytes(this Socket listener)
    {
        if (OperatingSystem.IsLinux() && listener.ProtocolType == ProtocolType.Tcp)
        {
            listener.SetRawSocketOption(Tcp, UnsentLowWater, BitConverter.GetBytes(MaxUnsentBytes));
        }

        return listener;
    }

    /// <summary>
    /// Closes each connection accepted by a socket after its client made no room for this long (TCP_USER_TIMEOUT in tcp(7);
    /// accepted sockets inherit it). Does nothing on systems other than Linux.
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
