using System.Diagnostics;
using System.Globalization;

namespace StreamVault.Core.Encoding;

/// <summary>
/// A small shell that knows which process groups run and kills them when this process ends, even by SIGKILL: it reads from
/// a pipe that the kernel closes then. The parent-death signal reaches the started program only, and not what a wrapper
/// script started in turn. Linux only; elsewhere the next start ends what was left (<see cref="ChildRecords"/>).
/// Thread-safe.
/// </summary>
internal static class OrphanReaper
{
    // Ends with the pipe only: a signal from the terminal or to the server's own group is not meant for it.
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

    /// <summary>Has the group killed if this process ends before the watch is disposed.</summary>
    public static async Task<IAsyncDisposable> WatchAsync(int groupId)
    {
        await One.WaitAsync();
        try
        {
            Groups.Add(groupId);
            await TellAsync($"+ {Number(groupId)}");
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
            await TellAsync($"- {Number(groupId)}");
        }
        finally
        {
            One.Release();
        }
    }

    // A new shell is told of all groups: the old one may have been killed for lack of memory.
    private static async Task TellAsync(string line)
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
                // It ended just now.
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
