using System.Globalization;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Jobs;

/// <summary>Pauses and resumes all jobs, and sets the off-hours.</summary>
public sealed partial class SchedulePanel : LiveComponent
{
    private EncodingSchedule? _schedule;

    [Inject]
    private JobQueue Jobs { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<ScheduleChange>(change => _schedule = change.Schedule);
        _schedule = await Jobs.ScheduleAsync(DisposalToken);
    }

    private async Task ChangeAsync(Action<EncodingSchedule> change) =>
        _schedule = await Jobs.ChangeScheduleAsync(change, CancellationToken.None);

    private async Task SetAsync(ChangeEventArgs changed, Action<EncodingSchedule, TimeOnly> set)
    {
        // An empty field is not a time; the previous time stays.
        if (TimeOnly.TryParse(changed.Value as string, CultureInfo.InvariantCulture, out var time))
        {
            await ChangeAsync(schedule => set(schedule, time));
        }
    }

    private static string Describe(EncodingSchedule schedule) =>
        schedule switch
        {
            { IsPaused: true } => "Everything is paused. Finished parts are kept, and work continues when you resume.",
            { OnlyInOffHours: true } =>
                $"Videos are prepared from {Text(schedule.OffHoursFrom)} to {Text(schedule.OffHoursTo)}.",
            _ => "Videos are prepared at any hour.",
        };

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
