using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Web.Jobs;

/// <summary>The settings for all jobs.</summary>
/// <param name="Paused">Whether all work is paused.</param>
/// <param name="OnlyInOffHours">Whether all jobs wait for off-hours, except those with priority <c>now</c>.</param>
/// <param name="From">When the off-hours begin, in the server's local time: <c>22:00:00</c>.</param>
/// <param name="To">When they end; on the next day if not later than their start.</param>
internal sealed record ScheduleResponse(bool Paused, bool OnlyInOffHours, TimeOnly From, TimeOnly To)
{
    public static ScheduleResponse Of(EncodingSchedule schedule) =>
        new(schedule.IsPaused, schedule.OnlyInOffHours, schedule.OffHoursFrom, schedule.OffHoursTo);
}

/// <summary>Changes the settings for all jobs. Omitted properties stay unchanged.</summary>
internal sealed record ScheduleRequest(bool? Paused, bool? OnlyInOffHours, TimeOnly? From, TimeOnly? To)
{
    public void ApplyTo(EncodingSchedule schedule)
    {
        schedule.IsPaused = Paused ?? schedule.IsPaused;
        schedule.OnlyInOffHours = OnlyInOffHours ?? schedule.OnlyInOffHours;
        schedule.OffHoursFrom = From ?? schedule.OffHoursFrom;
        schedule.OffHoursTo = To ?? schedule.OffHoursTo;
    }
}

internal static class ScheduleEndpoints
{
    public static async Task<Ok<ScheduleResponse>> GetAsync(JobQueue jobs, CancellationToken cancellationToken) =>
        TypedResults.Ok(ScheduleResponse.Of(await jobs.ScheduleAsync(cancellationToken)));

    public static async Task<Ok<ScheduleResponse>> PutAsync(
        ScheduleRequest request,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(ScheduleResponse.Of(await jobs.ChangeScheduleAsync(request.ApplyTo, cancellationToken)));
}
