using Microsoft.Extensions.Options;

namespace StreamVault.Core.Encoding;

/// <summary>Lets FFprobe list something about a source, line by line. Thread-safe.</summary>
internal sealed class ProbeLines(
    ProgramRunner programs,
    FfmpegTools tools,
    IOptions<EncodingOptions> options,
    TimeProvider clock
)
{
    /// <param name="path">The source.</param>
    /// <param name="arguments">What to list, without the limits and the source.</param>
    /// <param name="note">Called for each line.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FfmpegMissingException">There is no FFmpeg at present.</exception>
    /// <exception cref="EncodingFailedException">Reading stalled for <see cref="EncodingOptions.StallTimeout"/>.</exception>
    public async Task<ProgramResult> ReadAsync(
        string path,
        IReadOnlyList<string> arguments,
        Action<string> note,
        CancellationToken cancellationToken
    )
    {
        if (await tools.CheckAsync(cancellationToken) is not FfmpegState.Found found)
        {
            throw new FfmpegMissingException();
        }

        var call = new ProgramCall(
            found.ProbePath,
            ["-v", "error", .. SafeInput.Limits, .. arguments, SafeInput.Url(path)],
            LowPriority: true
        )
        {
            Confinement = Confinement.Reading,
        };
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
                        watchdog.Calm();
                        note(line);
                    }
                },
                watchdog
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EncodingFailedException(FailureReasons.Stalled(options.Value.StallTimeout, call));
        }
    }
}
