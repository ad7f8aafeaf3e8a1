using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Checks for FFmpeg before the first page is served and then periodically, so that pages and workers see changes.</summary>
internal sealed class FfmpegWatch(FfmpegTools tools, Sandbox sandbox, TimeProvider clock, ILogger<FfmpegWatch> logger)
    : PeriodicWork(FfmpegTools.RecheckAfter, clock, logger)
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (await tools.CheckAsync(cancellationToken) is FfmpegState.Found found)
        {
            // Tried once, before the first untrusted file is read.
            await sandbox.CheckAsync(found);
        }
    }
}
