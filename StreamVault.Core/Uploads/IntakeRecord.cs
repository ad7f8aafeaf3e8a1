using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Uploads;

/// <summary>What a door writes down of its own, in the transaction that decides what becomes of a file.</summary>
/// <param name="Accepted">The video is being saved.</param>
/// <param name="Duplicate">No video is made, since the named one has the same content.</param>
internal sealed record IntakeRecord(
    Func<StreamVaultDbContext, Task> Accepted,
    Func<StreamVaultDbContext, VideoId, Task> Duplicate
)
{
    /// <summary>Nothing is written down.</summary>
    public static IntakeRecord None { get; } = new(_ => Task.CompletedTask, (_, _) => Task.CompletedTask);
}
