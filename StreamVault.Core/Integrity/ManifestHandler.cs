using Microsoft.Extensions.Hosting;
using StreamVault.Core.Background;

namespace StreamVault.Core.Integrity;

/// <summary>Creates the manifests of videos that were stored without one.</summary>
internal sealed class ManifestHandler(VideoCheck check) : IBackgroundHandler
{
    public const string KindName = "manifest";

    public string Kind => KindName;

    public string Name => "Checksums for existing videos";

    public async Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken) =>
        await check.AddManifestAsync(run.Video, run.ShouldContinueAsync, cancellationToken)
            ? new BackgroundOutcome.Done()
            : new BackgroundOutcome.Yielded();
}

/// <summary>
/// Enqueues the creation of manifests for existing videos when a vault without manifests is opened for the first time.
/// </summary>
internal sealed class ManifestStart(BackgroundQueue queue) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) =>
        await queue.EnqueueForReadyVideosOnceAsync(ManifestHandler.KindName, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
