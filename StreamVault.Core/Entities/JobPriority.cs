using StreamVault.Core.Jobs;

namespace StreamVault.Core.Entities;

/// <summary>The priority of a job, highest first.</summary>
public enum JobPriority
{
    /// <summary>Runs before all other jobs, at any time of day.</summary>
    Now,

    /// <summary>Runs in the order of <see cref="JobScheduler"/>.</summary>
    Normal,

    /// <summary>Runs only when no other job is due and no video was watched recently.</summary>
    Idle,
}
