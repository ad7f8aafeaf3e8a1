using StreamVault.Core.Background;

namespace StreamVault.Core.Integrity;

/// <summary>Writes the sidecar of a video that became ready in a version without sidecars.</summary>
internal sealed class SidecarTask(SidecarWriter sidecars) : IBackgroundHandler
{
    public const string KindName = "sidecar";

    public string Kind => KindName;

    public string Name => "Sidecars for existing videos";

    public async Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken)
    {
        await sidecars.WriteAsync(run.Video, cancellationToken);
        return new BackgroundOutcome.Done();
    }
}
