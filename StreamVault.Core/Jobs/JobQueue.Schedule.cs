using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Jobs;

public sealed partial class JobQueue
{
    /// <summary>The settings for all jobs.</summary>
    public async Task<EncodingSchedule> ScheduleAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await ScheduleAsync(database, cancellationToken);
    }

    /// <summary>
    /// Changes the settings for all jobs; they persist across restarts. Pausing stops running jobs immediately: their
    /// finished chunks are kept, the attempt does not count, and they continue after resuming. Publishes
    /// <see cref="ScheduleChange"/>.
    /// </summary>
    /// <param name="change">Changes the settings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The new settings.</returns>
    public async Task<EncodingSchedule> ChangeScheduleAsync(
        Action<EncodingSchedule> change,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var schedule = await database.EncodingSchedules.SingleOrDefaultAsync(cancellationToken);
        if (schedule is null)
        {
            schedule = new EncodingSchedule();
            database.EncodingSchedules.Add(schedule);
        }

        change(schedule);
        var stopped = schedule.IsPaused ? await StopAllAsync(database, cancellationToken) : [];
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var job in stopped)
        {
            LeaseRevoked?.Invoke(job.Id);
            Announce(job.VideoId);
        }

        Log.Scheduled(logger, schedule.IsPaused, schedule.OnlyInOffHours);
        events.Publish(new ScheduleChange(schedule));
        signal.Wake();
        return schedule;
    }

    private static async Task<List<EncodingJob>> StopAllAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    )
    {
        var running = await database
            .EncodingJobs.Where(job => job.Status == JobStatus.Processing)
            .ToListAsync(cancellationToken);
        foreach (var job in running)
        {
            RefundAttempt(job);
            await RequeueAsync(database, job, cancellationToken);
        }

        return running;
    }

    private static async Task<EncodingSchedule> ScheduleAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    ) => await database.EncodingSchedules.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new();
}
