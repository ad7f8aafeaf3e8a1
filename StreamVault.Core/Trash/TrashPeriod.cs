using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Trash;

/// <summary>Published when it changes how long videos stay in the trash.</summary>
/// <param name="Days">After how many days they are deleted; null for never.</param>
public sealed record TrashPeriodChange(int? Days);

/// <summary>How long videos stay in the trash. Thread-safe.</summary>
public sealed partial class TrashPeriod(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    EventHub events,
    IOptions<TrashOptions> options,
    ILogger<TrashPeriod> logger
)
{
    /// <summary>Gets after how many days videos are deleted; null for never.</summary>
    public async Task<int?> DaysAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var choice = await database.TrashChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return choice is null ? options.Value.Days : choice.Days;
    }

    /// <summary>
    /// Sets after how many days videos are deleted, including those already in the trash. The choice survives restarts.
    /// Publishes a <see cref="TrashPeriodChange"/>.
    /// </summary>
    /// <param name="days">From 1 to <see cref="TrashOptions.MaxDays"/>; null for never.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task ChooseAsync(int? days, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days ?? 1, 1, nameof(days));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days ?? 1, TrashOptions.MaxDays, nameof(days));
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var choice = await database.TrashChoices.SingleOrDefaultAsync(cancellationToken);
        if (choice is null)
        {
            choice = new TrashChoice();
            database.TrashChoices.Add(choice);
        }

        choice.Days = days;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (days is { } chosen)
        {
            Log.Chosen(logger, chosen);
        }
        else
        {
            Log.ChosenNever(logger);
        }

        events.Publish(new TrashPeriodChange(days));
    }

    /// <summary>When a video that was moved to the trash at a given time is deleted; null for never.</summary>
    public static DateTimeOffset? DeletesAt(DateTimeOffset trashedAt, int? days) =>
        days is not { } count ? null
        : trashedAt > DateTimeOffset.MaxValue.AddDays(-count) ? DateTimeOffset.MaxValue
        : trashedAt.AddDays(count);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Videos in the trash are now deleted after {Days} days")]
        public static partial void Chosen(ILogger logger, int days);

        [LoggerMessage(LogLevel.Information, "Videos in the trash are no longer deleted automatically")]
        public static partial void ChosenNever(ILogger logger);
    }
}
