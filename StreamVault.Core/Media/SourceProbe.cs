using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Media;

/// <summary>Probes files with FFprobe, by content and never by name. Thread-safe.</summary>
public sealed partial class SourceProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    // A malicious file may cost a probe hundreds of megabytes. Probes share an eighth of the memory, a gigabyte each.
    private static readonly int MaxParallel = (int)
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / (1L << 30), 1, 4);

    // The machine's memory is shared by all vaults of a process.
    private static readonly SemaphoreSlim Slots = new(MaxParallel);

    private readonly FfmpegTools _tools;
    private readonly ProgramRunner _programs;
    private readonly TimeProvider _clock;
    private readonly ILogger<SourceProbe> _logger;

    /// <summary>Created once, by dependency injection.</summary>
    public SourceProbe(FfmpegTools tools, ProgramRunner programs, TimeProvider clock, ILogger<SourceProbe> logger) =>
        (_tools, _programs, _clock, _logger) = (tools, programs, clock, logger);

    /// <summary>Probes a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public async Task<ProbeOutcome> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var firstBytes = await FileSignature.OfAsync(path, cancellationToken);
        if (firstBytes.IsEmpty)
        {
            return SourceReader.NotVideo("it is empty (0 bytes)");
        }

        if (firstBytes.IsPhoto)
        {
            return SourceReader.NotVideo("it is a photo");
        }

        if (await _tools.CheckAsync(cancellationToken) is not FfmpegState.Found tools)
        {
            return new ProbeOutcome.Unavailable(((FfmpegState.Missing)_tools.State).Reason);
        }

        await Slots.WaitAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await RunFfprobeAsync(tools, path, firstBytes, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeOutcome.Unavailable(
                $"FFprobe did not finish reading this file within {Timeout.TotalSeconds:0} seconds. "
                    + "The server may be busy. Try again."
            );
        }
        catch (Win32Exception e)
        {
            Log.DoesNotRun(_logger, e);
            return new ProbeOutcome.Unavailable("FFprobe can't be started. Reinstall FFmpeg.");
        }
        finally
        {
            Slots.Release();
        }
    }

    private async Task<ProbeOutcome> RunFfprobeAsync(
        FfmpegState.Found tools,
        string path,
        FileSignature firstBytes,
        CancellationToken cancellationToken
    )
    {
        string[] arguments =
        [
            "-v",
            "quiet",
            "-show_error",
            "-show_format",
            "-show_streams",
            "-show_chapters",
            "-of",
            "json",
            .. SafeInput.Limits,
            SafeInput.Url(path),
        ];
        var call = new ProgramCall(tools.ProbePath, arguments) { Confinement = Confinement.Reading };
        var line = await _programs.LineAsync(call);
        var json =
            ProgramPath.IsCompiled(tools.ProbePath) && XabeProbe.CanRun(line)
                ? await XabeProbe.RunAsync(line, cancellationToken)
                : (await _programs.CaptureAsync(call, cancellationToken)).Output;
        try
        {
            return FfprobeReport.Parse(json) switch
            {
                { Error: not null } => await ExplainAsync(tools, path, firstBytes, cancellationToken),
                { Format: not null } report => SourceReader.Read(report),
                _ => throw new JsonException("The report is empty."),
            };
        }
        catch (JsonException e)
        {
            // FFprobe completes its report even for a broken file, so it was killed, perhaps because memory ran out.
            Log.NoReport(_logger, e);
            return new ProbeOutcome.Unavailable(
                "FFprobe was stopped while reading this file. The server may be out of memory. Try again."
            );
        }
    }

    // The report says only "invalid data"; FFprobe's log names the cause.
    private async Task<ProbeOutcome> ExplainAsync(
        FfmpegState.Found tools,
        string path,
        FileSignature firstBytes,
        CancellationToken cancellationToken
    )
    {
        var call = new ProgramCall(tools.ProbePath, ["-v", "error", .. SafeInput.Limits, SafeInput.Url(path)])
        {
            Confinement = Confinement.Reading,
        };
        var (result, _) = await _programs.CaptureAsync(call, cancellationToken);
        return firstBytes.IsMovie && result.LogTail.Contains("moov atom not found", StringComparison.Ordinal)
            ? new ProbeOutcome.NotVideo(
                "This video was cut off before it was complete: its index is missing. "
                    + "Copy it again from the camera or phone."
            )
            : SourceReader.NotVideo("its format is not supported");
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "FFprobe can't be started")]
        public static partial void DoesNotRun(ILogger logger, Exception e);

        [LoggerMessage(LogLevel.Warning, "FFprobe returned no report")]
        public static partial void NoReport(ILogger logger, Exception e);
    }
}
