using System.Diagnostics;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Runs a program to its end: arguments as a list and never through a shell, its standard error kept in bounded memory,
/// its life bound to this process. It is only ever stopped with SIGKILL: FFmpeg answers every milder request with a short
/// result that looks whole. Thread-safe.
/// </summary>
internal sealed class ProgramRunner(ChildRecords children)
{
    /// <summary>Runs the program.</summary>
    /// <param name="call">What to run.</param>
    /// <param name="readOutput">Reads its standard output to the end; if it throws, the program is killed.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program, or it may not be run.</exception>
    /// <exception cref="OperationCanceledException">It was killed because the token asked for it.</exception>
    public Task<ProgramResult> RunAsync(
        ProgramCall call,
        Func<Stream, CancellationToken, Task> readOutput,
        CancellationToken cancellationToken
    ) => RunAsync(call, readOutput, _ => { }, cancellationToken);

    /// <summary>Runs the program until the watchdog loses patience.</summary>
    /// <inheritdoc cref="RunAsync(ProgramCall, Func{Stream, CancellationToken, Task}, CancellationToken)"/>
    public Task<ProgramResult> RunAsync(
        ProgramCall call,
        Func<Stream, CancellationToken, Task> readOutput,
        Watchdog watchdog
    ) => RunAsync(call, readOutput, watchdog.Follow, watchdog.Token);

    private async Task<ProgramResult> RunAsync(
        ProgramCall call,
        Func<Stream, CancellationToken, Task> readOutput,
        Action<int> onStarted,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = await ForkThread.StartAsync(await StartInfoAsync(call));
        onStarted(process.Id);
        var tail = new LogTail();
        var readTail = tail.ReadAsync(process.StandardError);
        try
        {
            await using var kill = cancellationToken.Register(process.Kill);
            using var record = children.Add(process, call.Program);
            process.StandardInput.Close();
            await readOutput(process.StandardOutput.BaseStream, cancellationToken);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch
        {
            process.Kill();
            throw;
        }
        finally
        {
            await process.WaitForExitAsync(CancellationToken.None);
            await readTail;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ProgramResult(call, process.ExitCode, tail.ToString()) { Findings = tail.Findings };
    }

    /// <summary>Runs the program and keeps what it writes.</summary>
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

    private static async Task<ProcessStartInfo> StartInfoAsync(ProgramCall call)
    {
        string[] line =
        [
            .. await ExecPrefix.EndsWithUsAsync(),
            .. call.LowPriority ? await ExecPrefix.LowPriorityAsync() : [],
            call.Program,
            .. call.Arguments,
        ];
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
