using StreamVault.Core.Jobs;

namespace StreamVault.Core.Entities;

/// <summary>The priority of a job, highest first.</summary>
public enum JobPriority
{
    /// <summary>Before all others, at any time of day.</summary>
    Now,

    /// <summary>In the order of <see cref="JobScheduler"/>.</summary>
    Normal,

    /// <summary>Only when no other job is due and nobody has watched anything recently.</summary>
    Idle,
}
