using System.Net.Sockets;

namespace StreamVault.Web.Connections;

/// <summary>Lets the kernel drop whoever takes nothing of what is sent.</summary>
/// <remarks>
/// Kestrel has a lowest rate for answers, but counts a file that goes by sendfile(2) as written at once: a reader of 2 MB at
/// 240 bytes a second may take two hours, and so may one who reads nothing. The kernel knows when a reader last made room.
/// </remarks>
internal static class StalledReaders
{
    private const int Tcp = 6;
    private const int UserTimeout = 18;

    /// <summary>
    /// Closes each connection that a socket accepts once what was sent has met no room for this long (TCP_USER_TIMEOUT in
    /// tcp(7); accepted sockets inherit it). Does nothing where there is no such option.
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
