using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>
/// Finds the working hardware encoders by a trial: FFmpeg also lists encoders that don't work. Thread-safe.
/// </summary>
public sealed partial class HardwareEncoders : IDisposable
{
    /// <summary>The pause before a failed encoder is tried again.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan TrialTimeout = TimeSpan.FromSeconds(20);

    private readonly FfmpegTools _tools;
    private readonly ProgramRunner _programs;
    private readonly TimeProvider _clock;
    private readonly EncodingOptions _options;
    private readonly ILogger<HardwareEncoders> _logger;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<VideoEncoder, Trial> _trials = [];

    /// <summary>Created once, by dependency injection.</summary>
    public HardwareEncoders(
        FfmpegTools tools,
        ProgramRunner programs,
        TimeProvider clock,
        IOptions<EncodingOptions> options,
        ILogger<HardwareEncoders> logger
    ) => (_tools, _programs, _clock, _options, _logger) = (tools, programs, clock, options.Value, logger);

    private sealed record Trial(bool Works, long At);

    /// <summary>The encoders that work on this machine. The first call tries them, which takes some seconds.</summary>
    public async Task<IReadOnlyList<VideoEncoder>> WorkingAsync(CancellationToken cancellationToken)
    {
        var working = new List<VideoEncoder>();
        foreach (var encoder in Enum.GetValues<VideoEncoder>().Where(encoder => encoder != VideoEncoder.X264))
        {
            if (await WorksAsync(encoder, cancellationToken))
            {
                working.Add(encoder);
            }
        }

        return working;
    }

    /// <summary>The hardware encoder to use now; null for x264, either by setting or because the hardware encoder doesn't work.</summary>
    internal async Task<VideoEncoder?> CurrentAsync(CancellationToken cancellationToken) =>
        _options.Encoder != VideoEncoder.X264 && await WorksAsync(_options.Encoder, cancellationToken)
            ? _options.Encoder
            : null;

    /// <summary>Marks an encoder as failed; it is not used for <see cref="RetryAfter"/>.</summary>
    internal async Task MarkFailedAsync(
        VideoEncoder encoder,
        int exitCode,
        string logTail,
        CancellationToken cancellationToken
    )
    {
        Log.Failed(_logger, encoder, exitCode, logTail);
        await _gate.WaitAsync(cancellationToken);
        _trials[encoder] = new Trial(false, _clock.GetTimestamp());
        _gate.Release();
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    private async Task<bool> WorksAsync(VideoEncoder encoder, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = _clock.GetTimestamp();
            if (
                !_trials.TryGetValue(encoder, out var trial)
                || !trial.Works && _clock.GetElapsedTime(trial.At, now) >= RetryAfter
            )
            {
                trial = new Trial(await TryAsync(encoder, cancellationToken), now);
                _trials[encoder] = trial;
            }

            return trial.Works;
        }
        finally
        {
            _gate.Release();
        }
    }

    // Three at once and at full size, as in a real encode: consumer cards limit the number of sessions.
    private async Task<bool> TryAsync(VideoEncoder encoder, CancellationToken cancellationToken)
    {
        if (await _tools.CheckAsync(cancellationToken) is not FfmpegState.Found found)
        {
            return false;
        }

        using var timeout = new CancellationTokenSource(TrialTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // Not at low priority: on a busy machine, a working encoder would seem to hang.
            var call = new ProgramCall(found.Path, EncoderTrialArguments.For(encoder))
            {
                Confinement = Confinement.Hardware,
            };
            var (result, _) = await _programs.CaptureAsync(call, either.Token);
            if (result.ExitCode == 0)
            {
                Log.Works(_logger, encoder);
                return true;
            }

            // Most machines lack most encoders, so what FFmpeg says about it is not an error.
            Log.NotAvailable(_logger, encoder);
            Log.NotAvailableBecause(_logger, encoder, result.LogTail);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TimedOut(_logger, encoder, TrialTimeout.TotalSeconds);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The hardware encoder {Encoder} works")]
        public static partial void Works(ILogger logger, VideoEncoder encoder);

        [LoggerMessage(LogLevel.Information, "The hardware encoder {Encoder} is not available on this machine")]
        public static partial void NotAvailable(ILogger logger, VideoEncoder encoder);

        [LoggerMessage(LogLevel.Debug, "The test of the hardware encoder {Encoder} failed: {LogTail}")]
        public static partial void NotAvailableBecause(ILogger logger, VideoEncoder encoder, string logTail);

        [LoggerMessage(
            LogLevel.Warning,
            "The test of the hardware encoder {Encoder} did not finish within {Seconds} s"
        )]
        public static partial void TimedOut(ILogger logger, VideoEncoder encoder, double seconds);

        [LoggerMessage(
            LogLevel.Warning,
            "The hardware encoder {Encoder} failed (exit code {ExitCode}); using x264 instead. {LogTail}"
        )]
        public static partial void Failed(ILogger logger, VideoEncoder encoder, int exitCode, string logTail);
    }
}
