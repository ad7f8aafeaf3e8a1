using System.Diagnostics;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// Runs a program to its end. Arguments are passed as a list and never through a shell, and its standard error is kept
/// in bounded memory. The program and its child processes end with this process. It is stopped only with SIGKILL:
/// FFmpeg answers every milder request with a short result that looks complete. Thread-safe.
/// </summary>
public sealed class ProgramRunner(ChildRecords children, Sandbox sandbox)
{
    /// <summary>Runs the program.</summary>
    /// <param name="call">What to run.</param>
    /// <param name="readOutput">Reads its standard output to the end; if it throws, the program is killed.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program doesn't exist or may not be executed.</exception>
    /// <exception cref="OperationCanceledException">It was killed because the token was cancelled.</exception>
    public Task<ProgramResult> RunAsync(
        ProgramCall call,
        Func<Stream, CancellationToken, Task> readOutput,
        CancellationToken cancellationToken
    ) => RunAsync(call, readOutput, _ => { }, cancellationToken);

    /// <summary>Runs the program until the watchdog times out.</summary>
    /// <inheritdoc cref="RunAsync(ProgramCall, Func{Stream, CancellationToken, Task}, CancellationToken)"/>
    public Task<ProgramResult> RunAsync(
        ProgramCall call,
        Func<Stream, CancellationToken, Task> readOutput,
        Watchdog watchdog
    ) => RunAsync(call, readOutput, watchdog.Track, watchdog.Token);

    private async Task<ProgramResult> RunAsync(
        ProgramCall call,
        Func<Stream, CancellationToken, Task> readOutput,
        Action<int> onStarted,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hasGroup = (await ExecPrefix.OwnGroupAsync()).Length > 0;
        var start = await StartInfoAsync(call, hasGroup);
        var mark = ChildMark.Put(start);
        using var process = await ForkThread.StartAsync(start);
        var group = new ProcessGroup(process, mark, hasGroup);
        using var ended = new CancellationTokenSource();
        var end = EndAsync(group, ended);
        var output = new ProgramOutput(process.StandardOutput.BaseStream, ended.Token);
        var errors = new ProgramOutput(process.StandardError.BaseStream, ended.Token);
        var tail = new LogTail();
        var readTail = tail.ReadAsync(new StreamReader(errors));
        try
        {
            await using var kill = cancellationToken.Register(group.TryKill);
            await using var watch = hasGroup ? await OrphanReaper.WatchAsync(process.Id) : null;
            using var record = children.Add(process, call.Program, mark);
            onStarted(process.Id);
            if (hasGroup)
            {
                await GoAheadAsync(process);
            }

            process.StandardInput.Close();
            await readOutput(output, cancellationToken);
            await end;
        }
        catch
        {
            group.Kill();
            throw;
        }
        finally
        {
            await end;
            await readTail;
            if (errors.WasLeftOpen || output.WasLeftOpen)
            {
                group.Kill();
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ProgramResult(call, process.ExitCode, tail.ToString()) { Findings = tail.Findings };
    }

    private static async Task GoAheadAsync(Process process)
    {
        try
        {
            await process.StandardInput.WriteAsync('\n');
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It was killed before it executed the program.
        }
    }

    private static async Task EndAsync(ProcessGroup group, CancellationTokenSource ended)
    {
        await group.EndAsync();
        await ended.CancelAsync();
    }

    /// <summary>Runs the program and captures its output.</summary>
    public async Task<(ProgramResult Result, string Output)> CaptureAsync(
        ProgramCall call,
        CancellationToken cancellationToken
    )
    {
        var text = "";
        var result = await RunAsync(
            call,
            async (output, token) =>
            {
                using var reader = new StreamReader(output);
                text = await reader.ReadToEndAsync(token);
            },
            cancellationToken
        );
        return (result, text);
    }

    /// <summary>Whether the program runs in the sandbox.</summary>
    public async Task<bool> IsSandboxedAsync(ProgramCall call) => (await sandbox.PrefixAsync(call)).Any();

    /// <summary>The whole command line: the prefix, the program and its arguments.</summary>
    public Task<string[]> LineAsync(ProgramCall call) => LineAsync(call, []);

    private async Task<string[]> LineAsync(ProgramCall call, string[] gate) =>
        [
            .. await ExecPrefix.OwnGroupAsync(),
            .. await ExecPrefix.DiesWithParentAsync(),
            .. gate,
            .. call.Confinement?.AddressSpaceBytes is { } bytes ? await ExecPrefix.LimitedAsync(bytes) : [],
            .. call.LowPriority ? await ExecPrefix.LowPriorityAsync() : [],
            .. await sandbox.PrefixAsync(call),
            call.Program,
            .. call.Arguments,
        ];

    private async Task<ProcessStartInfo> StartInfoAsync(ProgramCall call, bool waits)
    {
        var line = await LineAsync(call, waits ? ExecPrefix.AfterGoAhead : []);
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (call.LowPriority)
        {
            AllocatorTuning.Apply(start);
        }

        return start;
    }
}
