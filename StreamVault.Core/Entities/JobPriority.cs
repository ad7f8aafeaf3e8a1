using StreamVault.Core.Jobs;

namespace StreamVault.Core.Entities;

/// <summary>Which job goes before which, the first one first.</summary>
public enum JobPriority
{
    /// <summary>Before all others, at any hour.</summary>
    Now,

    /// <summary>In the order of <see cref="JobScheduler"/>.</summary>
    Normal,

    /// <summary>When no other job is due, and nobody has watched anything for a while.</summary>
    Idle,
}
