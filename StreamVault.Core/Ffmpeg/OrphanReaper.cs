using System.Diagnostics;
using System.Globalization;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// A small shell that kills all running process groups when this process ends, even by SIGKILL: it reads from a pipe
/// that the kernel then closes. The parent-death signal reaches only the started program, not the children of a wrapper
/// script. Linux only; elsewhere the next start ends leftover programs (<see cref="ChildRecords"/>). Thread-safe.
/// </summary>
internal static class OrphanReaper
{
    // Ends only when the pipe closes; ignores signals from the terminal or to the server's group.
    private const string Script = """
        trap '' INT TERM HUP
        groups=' '
        while read -r change group; do
          case $change in
            +) groups="$groups$group " ;;
            -) groups="${groups%% "$group" *} ${groups#* "$group" }" ;;
          esac
        done
        for group in $groups; do kill -KILL "-$group"; done 2>/dev/null
        """;

    private static readonly SemaphoreSlim One = new(1);
    private static readonly HashSet<int> Groups = [];
    private static Process? _shell;

    /// <summary>Kills the group if this process ends before the returned object is disposed.</summary>
    public static async Task<IAsyncDisposable> WatchAsync(int groupId)
    {
        await One.WaitAsync();
        try
        {
            Groups.Add(groupId);
            await SendAsync($"+ {Number(groupId)}");
        }
        finally
        {
            One.Release();
        }

        return new Watch(groupId);
    }

    private static async Task ForgetAsync(int groupId)
    {
        await One.WaitAsync();
        try
        {
            Groups.Remove(groupId);
            await SendAsync($"- {Number(groupId)}");
        }
        finally
        {
            One.Release();
        }
    }

    // A new shell gets all groups: the old one may have been killed when memory ran out.
    private static async Task SendAsync(string line)
    {
        if (_shell is { HasExited: false } shell)
        {
            try
            {
                await WriteAsync(shell, line);
                return;
            }
            catch (IOException)
            {
                // It has just exited.
            }
        }

        _shell?.Dispose();
        _shell = await StartAsync();
        foreach (var group in Groups)
        {
            await WriteAsync(_shell, $"+ {Number(group)}");
        }
    }

    private static async Task<Process> StartAsync()
    {
        string[] line = [.. await ExecPrefix.OwnGroupAsync(), "/bin/sh", "-c", Script];
        return await ForkThread.StartAsync(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true });
    }

    private static async Task WriteAsync(Process shell, string line)
    {
        await shell.StandardInput.WriteAsync(line + '\n');
        await shell.StandardInput.FlushAsync();
    }

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed class Watch(int groupId) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await ForgetAsync(groupId);
    }
}
