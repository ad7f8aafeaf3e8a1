using System.Net.Sockets;

namespace StreamVault.Web.Connections;

/// <summary>
/// Lets the kernel limit what clients cost that read slowly, and close connections whose clients read nothing.
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
    private const int MostUnsentBytes = 256 * 1024;

    /// <summary>
    /// Limits how much of a response the kernel keeps beyond what is on its way to the client, for each connection accepted
    /// by a socket (TCP_NOTSENT_LOWAT in tcp(7); accepted sockets inherit it). Does nothing on other systems than Linux.
    /// </summary>
    /// <remarks>
    /// Without it, the kernel takes whole segments at once, even from clients that read slowly. A thousand of them then keep
    /// all threads busy with copying, and fill the memory that the kernel has for all connections
    /// (<c>script/lab/abuse slow-readers</c>). Unlike a fixed size of the send buffer, it doesn't limit the speed of clients
    /// that are far away: bytes on their way don't count.
    /// </remarks>
    /// <returns>The same socket.</returns>
    public static Socket LimitUnsentBytes(this Socket listener)
    {
        if (OperatingSystem.IsLinux() && listener.ProtocolType == ProtocolType.Tcp)
        {
            listener.SetRawSocketOption(Tcp, UnsentLowWater, BitConverter.GetBytes(MostUnsentBytes));
        }

        return listener;
    }

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
