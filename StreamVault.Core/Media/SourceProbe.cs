using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Media;

/// <summary>Examines files with FFprobe: by their content, never by their names. Thread-safe.</summary>
public sealed partial class SourceProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    // A malicious file can make FFprobe use hundreds of megabytes. All probes share an eighth of the memory, a GiB each.
    private static readonly int MaxConcurrent = (int)
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / (1L << 30), 1, 4);

    // Static, since all vaults of a process share the machine's memory.
    private static readonly SemaphoreSlim Slots = new(MaxConcurrent);

    private readonly FfmpegTools _tools;
    private readonly ProgramRunner _programs;
    private readonly TimeProvider _clock;
    private readonly ILogger<SourceProbe> _logger;

    /// <summary>Created once, by dependency injection.</summary>
    public SourceProbe(FfmpegTools tools, ProgramRunner programs, TimeProvider clock, ILogger<SourceProbe> logger) =>
        (_tools, _programs, _clock, _logger) = (tools, programs, clock, logger);

    /// <summary>Probes a file unless a saved probe is still valid: the file and FFmpeg's version are unchanged.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="saved">The path of the saved probe; nothing needs to be there.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    internal async Task<ProbeOutcome> ProbeAsync(string path, string saved, CancellationToken cancellationToken) =>
        await _tools.CheckAsync(cancellationToken) is FfmpegState.Found found
        && SavedProbe.Find(saved) is { } probe
        && probe.FfmpegVersion == found.Version
        && probe.File == FileStamp.Of(path)
            ? SourceReader.Read(probe.Report, found.Version)
            : await ProbeAsync(path, cancellationToken);

    /// <summary>Probes a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    public async Task<ProbeOutcome> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var signature = await FileSignature.OfAsync(path, cancellationToken);
        if (signature.IsEmpty)
        {
            return SourceReader.NotVideo("it is empty (0 bytes)");
        }

        if (signature.IsPhoto)
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
            return await RunAsync(tools, path, signature, either.Token);
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

    private async Task<ProbeOutcome> RunAsync(
        FfmpegState.Found tools,
        string path,
        FileSignature signature,
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
        var json = await OutputAsync(call, cancellationToken);
        try
        {
            return FfprobeReport.Parse(json) switch
            {
                { Error: not null } => await ExplainAsync(tools, path, signature, cancellationToken),
                { Format: not null } report => SourceReader.Read(report, tools.Version),
                _ => throw new JsonException("The report is empty."),
            };
        }
        catch (JsonException e)
        {
            // FFprobe completes its report even for a damaged file. It was killed, perhaps for lack of memory.
            Log.NoReport(_logger, e);
            return new ProbeOutcome.Unavailable(
                "FFprobe was stopped while reading this file. The server may be out of memory. Try again."
            );
        }
    }

    private async Task<string> OutputAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        var line = await _programs.LineAsync(call);
        // If the server is killed while bubblewrap starts, bubblewrap's inner process waits forever. Only ProgramRunner ends
        // the whole process group.
        return !await _programs.IsSandboxedAsync(call) && XabeProbe.CanRun(line[0], call.Program)
            ? await XabeProbe.RunAsync(line, cancellationToken)
            : (await _programs.CaptureAsync(call, cancellationToken)).Output;
    }

    // The report says only "invalid data"; FFprobe's log tells the cause.
    private async Task<ProbeOutcome> ExplainAsync(
        FfmpegState.Found tools,
        string path,
        FileSignature signature,
        CancellationToken cancellationToken
    )
    {
        var call = new ProgramCall(tools.ProbePath, ["-v", "error", .. SafeInput.Limits, SafeInput.Url(path)])
        {
            Confinement = Confinement.Reading,
        };
        var (result, _) = await _programs.CaptureAsync(call, cancellationToken);
        return signature.IsMovie && result.LogTail.Contains("moov atom not found", StringComparison.Ordinal)
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

        [LoggerMessage(LogLevel.Warning, "FFprobe's report is incomplete")]
        public static partial void NoReport(ILogger logger, Exception e);
    }
}
