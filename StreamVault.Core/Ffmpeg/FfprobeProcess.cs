using Microsoft.Extensions.Options;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Runs FFprobe at low priority over a whole file and stops it when it makes no progress. Thread-safe.</summary>
internal sealed class FfprobeProcess(
    ProgramRunner programs,
    FfmpegTools tools,
    IOptions<StallOptions> options,
    TimeProvider clock
)
{
    /// <summary>Runs FFprobe to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="onLine">Called for each line of output.</param>
    /// <param name="cancellationToken">Kills FFprobe.</param>
    /// <exception cref="FfmpegMissingException">FFmpeg is missing.</exception>
    /// <exception cref="ProgramStalledException">It wrote nothing for <see cref="StallOptions.StallTimeout"/>.</exception>
    public async Task<ProgramResult> ReadLinesAsync(
        IReadOnlyList<string> arguments,
        Action<string> onLine,
        CancellationToken cancellationToken
    )
    {
        if (await tools.CheckAsync(cancellationToken) is not FfmpegState.Found found)
        {
            throw new FfmpegMissingException();
        }

        var call = new ProgramCall(found.ProbePath, arguments, LowPriority: true) { Confinement = Confinement.Reading };
        using var watchdog = new Watchdog(options.Value.StallTimeout, clock, cancellationToken);
        try
        {
            return await programs.RunAsync(
                call,
                async (output, token) =>
                {
                    using var reader = new StreamReader(output);
                    while (await reader.ReadLineAsync(token) is { } line)
                    {
                        watchdog.ReportProgress();
                        onLine(line);
                    }
                },
                watchdog
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProgramStalledException(options.Value.StallTimeout, call);
        }
    }
}
