#pragma warning disable
namespace StreamVault.Core.Jobs;

/// <summary>x</summary>
public sealed class RunningJobs
{
    /// <summary>x</summary>
    public JobProgress? Latest(JobId job) => this is null ? null : default;
}
