using Microsoft.Extensions.Logging.Abstractions;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Encoding.Progress;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;

namespace StreamVault.Tests.Encoding;

/// <summary>Plans an encode with real FFmpeg, without encoding.</summary>
internal static class PlanOnly
{
    /// <summary>Accepts a file and plans its encode as a worker does.</summary>
    public static async Task<EncodePlan> PlanAsync(this EncodingVault vault, string clip)
    {
        var video = await vault.AcceptAsync(clip);
        var lease = (await vault.Queue.ClaimAsync(CancellationToken.None))!;
        await using var job = new LeasedJob(
            lease,
            vault.Queue,
            vault.Get<RunningJobs>(),
            TimeSpan.FromMinutes(1),
            TimeProvider.System,
            NullLogger.Instance
        );
        var (_, plan) = await vault
            .Get<Planner>()
            .OpenAsync(
                lease,
                new PlanRequest(
                    vault.Storage.SourcePath(video),
                    (FfmpegState.Found)await vault.Get<FfmpegTools>().CheckAsync(CancellationToken.None),
                    new ProgressMeter(job, TimeProvider.System)
                ),
                CancellationToken.None
            );
        return plan;
    }
}
