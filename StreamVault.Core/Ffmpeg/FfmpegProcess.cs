using Microsoft.Extensions.Options;

namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// Runs FFmpeg at low priority, reports its progress, and stops it when it makes none. Thread-safe.
/// </summary>
internal sealed class FfmpegProcess(
    ProgramRunner programs,
    FfmpegTools tools,
    IOptions<StallOptions> options,
    TimeProvider clock
)
{
    private static readonly string[] Always =
    [
        .. (string[])["-nostdin", "-hide_banner", "-v", "warning", "-y"],
        // Any part of a damaged file is better than nothing.
        .. (string[])["-max_error_rate", "1"],
        .. (string[])["-nostats", "-progress", "pipe:1", "-stats_period", "0.5"],
    ];

    /// <summary>Runs FFmpeg to its end, confined as <see cref="Confinement.Encoding"/>.</summary>
    /// <inheritdoc cref="RunAsync(IReadOnlyList{string}, Confinement, Action{FfmpegProgress}, CancellationToken)" />
    public Task<ProgramResult> RunAsync(
        IReadOnlyList<string> arguments,
        Action<FfmpegProgress> onProgress,
        CancellationToken cancellationToken
    ) => RunAsync(arguments, Confinement.Encoding, onProgress, cancellationToken);

    /// <summary>Runs FFmpeg to its end. Its exit code proves little, so check its output.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="confinement">Its resource limits.</param>
    /// <param name="onProgress">Called about twice a second.</param>
    /// <param name="cancellationToken">Kills FFmpeg.</param>
    /// <exception cref="FfmpegMissingException">FFmpeg is missing.</exception>
    /// <exception cref="ProgramStalledException">It made no progress for <see cref="StallOptions.StallTimeout"/>.</exception>
    public async Task<ProgramResult> RunAsync(
        IReadOnlyList<string> arguments,
        Confinement confinement,
        Action<FfmpegProgress> onProgress,
        CancellationToken cancellationToken
    )
    {
        if (await tools.CheckAsync(cancellationToken) is not FfmpegState.Found found)
        {
            throw new FfmpegMissingException();
        }

        var call = new ProgramCall(found.Path, [.. Always, .. arguments], LowPriority: true)
        {
            Confinement = confinement,
        };
        using var watchdog = new Watchdog(options.Value.StallTimeout, clock, cancellationToken);
        var last = default(FfmpegProgress);
        try
        {
            return await programs.RunAsync(
                call,
                (output, token) =>
                    FfmpegProgress.ReadAsync(
                        output,
                        report =>
                        {
                            if (report != last)
                            {
                                last = report;
                                watchdog.ReportProgress();
                            }

                            onProgress(report);
                        },
                        token
                    ),
                watchdog
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProgramStalledException(options.Value.StallTimeout, call);
        }
    }
}
