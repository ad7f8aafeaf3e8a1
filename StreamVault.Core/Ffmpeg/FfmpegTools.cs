using System.ComponentModel;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Events;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// Finds and checks FFmpeg and FFprobe: at startup, and again while they are missing, so that installing them needs no
/// restart. Thread-safe.
/// </summary>
public sealed partial class FfmpegTools : IDisposable
{
    /// <summary>How long the state "missing" is cached.</summary>
    internal static readonly TimeSpan RecheckAfter = TimeSpan.FromSeconds(10);

    private readonly ProgramRunner _programs;
    private readonly EventHub _events;
    private readonly TimeProvider _clock;
    private readonly FfmpegOptions _options;
    private readonly ILogger<FfmpegTools> _logger;
    private readonly SemaphoreSlim _gate = new(1);
    private volatile FfmpegState _state = new FfmpegState.Missing("FFmpeg was not searched for yet.");
    private long? _checkedAt;

    /// <summary>Created once, by dependency injection.</summary>
    public FfmpegTools(
        ProgramRunner programs,
        EventHub events,
        TimeProvider clock,
        IOptions<FfmpegOptions> options,
        ILogger<FfmpegTools> logger
    ) => (_programs, _events, _clock, _options, _logger) = (programs, events, clock, options.Value, logger);

    /// <summary>The result of the last check. Changes are published as <see cref="FfmpegChange"/>.</summary>
    public FfmpegState State => _state;

    /// <summary>Checks again if FFmpeg was missing a while ago or was removed since.</summary>
    public async Task<FfmpegState> CheckAsync(CancellationToken cancellationToken)
    {
        if (AreStillInstalled())
        {
            return _state;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            var wasChecked = _checkedAt is { } at && _clock.GetElapsedTime(at) < RecheckAfter;
            if (!AreStillInstalled() && !(_state is FfmpegState.Missing && wasChecked))
            {
                var now = _clock.GetTimestamp();
                SetState(await DetectAsync(cancellationToken));
                _checkedAt = now;
            }

            return _state;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    private bool AreStillInstalled() =>
        _state is FfmpegState.Found found && File.Exists(found.Path) && File.Exists(found.ProbePath);

    private void SetState(FfmpegState state)
    {
        if (state == _state)
        {
            return;
        }

        _state = state;
        switch (state)
        {
            case FfmpegState.Found found:
                Log.Found(_logger, found.Version);
                break;
            case FfmpegState.Missing missing:
                Log.Missing(_logger, missing.Reason);
                break;
        }

        _events.Publish(new FfmpegChange(state));
    }

    private async Task<FfmpegState> DetectAsync(CancellationToken cancellationToken)
    {
        if (ProgramPath.Find(_options.Path) is not { } ffmpeg)
        {
            return NotFound("FFmpeg", nameof(FfmpegOptions.Path), _options.Path);
        }

        if (ProgramPath.Find(_options.ProbePath) is not { } ffprobe)
        {
            return NotFound("FFprobe", nameof(FfmpegOptions.ProbePath), _options.ProbePath);
        }

        var about = await ReadVersionAsync(ffmpeg, cancellationToken);
        var version = VersionLine().Match(about);
        if (
            !version.Success
            || !(await ReadVersionAsync(ffprobe, cancellationToken)).StartsWith(
                "ffprobe version",
                StringComparison.Ordinal
            )
        )
        {
            return new FfmpegState.Missing(
                $"FFmpeg is installed but does not run. Reinstall it: {InstallCommand.ForThisSystem()}."
            );
        }

        if (!IsBuiltWith(about, "libx264"))
        {
            return new FfmpegState.Missing(
                "This FFmpeg was built without the H.264 encoder libx264. Install one that has it: "
                    + $"{InstallCommand.ForThisSystem()}. Videos wait until it is installed; no restart is needed."
            );
        }

        // The library of the filter zscale.
        return new FfmpegState.Found(version.Groups[1].Value, ffmpeg, ffprobe, IsBuiltWith(about, "libzimg"));
    }

    // FFmpeg prints its build options with its version. Listing its encoders and filters would take one more start each.
    private static bool IsBuiltWith(string about, string library) =>
        about.Split((char[]?)null).Contains($"--enable-{library}");

    private static FfmpegState.Missing NotFound(string program, string key, string looked) =>
        new(
            (
                looked.Contains(Path.DirectorySeparatorChar)
                    ? $"{program} was not found at the path in StreamVault:Ffmpeg:{key}. Correct the setting, or install it: "
                    : $"{program} is not installed. Install it: "
            ) + $"{InstallCommand.ForThisSystem()}. Videos wait until it is installed; no restart is needed."
        );

    private async Task<string> ReadVersionAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            var call = new ProgramCall(program, ["-version"]);
            return (await _programs.CaptureAsync(call, cancellationToken)).Output;
        }
        catch (Win32Exception e)
        {
            Log.DoesNotRun(_logger, e, Path.GetFileName(program));
            return "";
        }
    }

    [GeneratedRegex(@"\Affmpeg version (\S+)")]
    private static partial Regex VersionLine();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "FFmpeg {Version} is ready")]
        public static partial void Found(ILogger logger, string version);

        [LoggerMessage(LogLevel.Warning, "{Reason}")]
        public static partial void Missing(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "{Program} can't be started")]
        public static partial void DoesNotRun(ILogger logger, Exception e, string program);
    }
}
