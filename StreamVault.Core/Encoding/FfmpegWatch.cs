using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Encoding;

/// <summary>Looks for FFmpeg before the first page is served, and then now and again, so that pages and workers learn of changes.</summary>
internal sealed class FfmpegWatch(FfmpegTools tools, TimeProvider clock, ILogger<FfmpegWatch> logger)
    : PeriodicWork(FfmpegTools.RecheckAfter, clock, logger)
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task WorkAsync(CancellationToken cancellationToken) => tools.CheckAsync(cancellationToken);
}
