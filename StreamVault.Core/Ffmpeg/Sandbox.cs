using System.Collections.Concurrent;
using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// Runs FFmpeg and FFprobe without network and with only the files of their job, using bubblewrap, if a trial run
/// works: in a container it often may not create namespaces. Thread-safe.
/// </summary>
public sealed partial class Sandbox
{
    private static readonly SandboxState Works = new SandboxState.On();
    private readonly FfmpegOptions _options;
    private readonly ILogger<Sandbox> _logger;
    private readonly ConcurrentDictionary<string, Lazy<Task<SandboxState>>> _trials = new();

    /// <summary>Created once, by dependency injection.</summary>
    public Sandbox(IOptions<FfmpegOptions> options, ILogger<Sandbox> logger) =>
        (_options, _logger) = (options.Value, logger);

    /// <summary>Whether both programs run in it; tried at the first call.</summary>
    public async Task<SandboxState> CheckAsync(FfmpegState.Found found)
    {
        var ffmpeg = await GetStateAsync(found.Path);
        return ffmpeg is SandboxState.On ? await GetStateAsync(found.ProbePath) : ffmpeg;
    }

    /// <summary>The prefix of the program's command line; empty if it runs outside the sandbox.</summary>
    internal async Task<IReadOnlyList<string>> PrefixAsync(ProgramCall call) =>
        call.Confinement is { InSandbox: true } && await GetStateAsync(call.Program) is SandboxState.On
            ? [Bubblewrap!, .. SandboxArguments.For(call.Program, ProgramCallFiles.Of(call))]
            : [];

    private static string? Bubblewrap { get; } = OperatingSystem.IsLinux() ? ProgramPath.Find("bwrap") : null;

    private Task<SandboxState> GetStateAsync(string program) =>
        _trials.GetOrAdd(program, path => new Lazy<Task<SandboxState>>(() => TestAsync(path))).Value;

    private async Task<SandboxState> TestAsync(string program)
    {
        var state = await DetermineStateAsync(program);
        switch (state)
        {
            case SandboxState.On:
                Log.IsOn(_logger, Path.GetFileName(program));
                break;
            case SandboxState.Off off:
                Log.IsOff(_logger, Path.GetFileName(program), off.Reason);
                break;
        }

        return state;
    }

    private async Task<SandboxState> DetermineStateAsync(string program)
    {
        if (!_options.Sandbox)
        {
            return new SandboxState.Off("the setting StreamVault:Ffmpeg:Sandbox is off");
        }

        if (!OperatingSystem.IsLinux())
        {
            return new SandboxState.Off("it works only on Linux");
        }

        if (Bubblewrap is null)
        {
            return new SandboxState.Off("install bubblewrap");
        }

        try
        {
            // A script may need anything, even the network.
            if (!ProgramPath.IsCompiled(program))
            {
                return new SandboxState.Off($"{Path.GetFileName(program)} is a script");
            }

            var (exitCode, errors) = await ExecPrefix.TrialAsync([
                .. await ExecPrefix.DiesWithParentAsync(),
                Bubblewrap,
                .. SandboxArguments.For(program, new ProgramCallFiles([], [])),
                program,
                "-version",
            ]);
            return exitCode == 0
                ? Works
                : new SandboxState.Off($"bubblewrap doesn't work here ({errors.Split('\n')[0].Trim()})");
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            return new SandboxState.Off($"the trial failed ({e.Message})");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Program} runs in a sandbox")]
        public static partial void IsOn(ILogger logger, string program);

        [LoggerMessage(LogLevel.Warning, "{Program} runs without a sandbox: {Reason}")]
        public static partial void IsOff(ILogger logger, string program, string reason);
    }
}
