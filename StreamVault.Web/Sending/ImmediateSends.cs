using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StreamVault.Web.Sending;

/// <summary>
/// Puts bytes and a file's part into a socket's buffer as far as it takes them at once (send(2) with MSG_MORE, sendfile(2)):
/// the head of an answer and its body leave together, and most segments need no waiting. .NET's own way sends the head as a
/// packet of its own and keeps a task for each file.
/// </summary>
internal static class ImmediateSends
{
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int More = 0x8000;
    private const int GetFlags = 3;
    private const int NonBlocking = 0x800;

    /// <returns>Whether the system can, and the socket never makes its thread wait, which .NET's sockets do once used.</returns>
    public static bool AreFor(Socket socket) =>
        OperatingSystem.IsLinux() && (Flags(socket.SafeHandle, GetFlags) & NonBlocking) != 0;

    /// <returns>
    /// How many bytes the socket took, first those in memory, then those of the file. Errors are left to whoever sends the
    /// rest: the socket repeats them.
    /// </returns>
    /// <param name="socket">Of a kind that <see cref="AreFor"/> knows.</param>
    /// <param name="bytes">What goes first.</param>
    /// <param name="opened">The file.</param>
    /// <param name="file">Which part of it.</param>
    public static long Send(Socket socket, ReadOnlySpan<byte> bytes, SafeFileHandle opened, FileRange file)
    {
        if (bytes.Length > 0)
        {
            var taken = Send(socket.SafeHandle, in bytes[0], bytes.Length, DontWait | NoSignal | More);
            if (taken != bytes.Length)
            {
                return Math.Max(0, taken);
            }
        }

        var offset = file.Offset;
        var end = file.Offset + file.Count;
        while (offset < end && SendFile(socket.SafeHandle, opened, ref offset, (nint)(end - offset)) > 0) { }
        return bytes.Length + offset - file.Offset;
    }

    [DllImport("libc", EntryPoint = "send")]
    private static extern nint Send(SafeSocketHandle socket, in byte first, nint count, int flags);

    [DllImport("libc", EntryPoint = "sendfile64")]
    private static extern nint SendFile(SafeSocketHandle socket, SafeFileHandle file, ref long offset, nint count);

    [DllImport("libc", EntryPoint = "fcntl")]
    private static extern int Flags(SafeSocketHandle socket, int command);
}
