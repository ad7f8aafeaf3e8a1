using System.Diagnostics;

namespace StreamVault.Tests.Infrastructure;

/// <summary>The result of a program.</summary>
/// <param name="ExitCode">Its exit code; 128 + 9 if it was killed.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Error">All of its standard error.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>Returns the result. Fails if the program failed.</summary>
    public ProgramResult Succeeded()
    {
        ExitCode.Should().Be(0, "its output was: {0}{1}", Output, Error);
        return this;
    }
}

/// <summary>Runs programs.</summary>
public static class RunProgram
{
    /// <summary>The full path of a program on the PATH, or null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a program until it exits. After the time limit, kills it with its children and throws.</summary>
    public static async Task<ProgramResult> AsyncWithin(TimeSpan limit, string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        using var late = new CancellationTokenSource(limit);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{program} did not exit within {limit.TotalSeconds:0} s. Output: {await output}{await error}"
            );
        }

        return new ProgramResult(process.ExitCode, await output, await error);
    }

    /// <inheritdoc cref="AsyncWithin" />
    public static Task<ProgramResult> Async(string program, params string[] arguments) =>
        AsyncWithin(TimeSpan.FromMinutes(2), program, arguments);

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
