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

    /// <summary>Whether a job is running that the off-hours apply to.</summary>
    [Parameter]
    public bool IsWorking { get; set; }

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
        // An empty value is not a time; the previous time stays.
        if (TimeOnly.TryParse(changed.Value as string, CultureInfo.InvariantCulture, out var time))
        {
            await ChangeAsync(schedule => set(schedule, time));
        }
    }

    // Lists, because a browser may show a time field in another format than the text next to it.
    private static IEnumerable<TimeOnly> ChoicesWith(TimeOnly chosen) =>
        Enumerable.Range(0, 48).Select(half => new TimeOnly(half / 2, half % 2 * 30)).Append(chosen).Distinct().Order();

    private string Describe(EncodingSchedule schedule) =>
        schedule switch
        {
            { IsPaused: true } => "Everything is paused. Finished parts are kept, and work continues when you resume.",
            { OnlyInOffHours: true } =>
                $"Videos are prepared from {Text(schedule.OffHoursFrom)} to {Text(schedule.OffHoursTo)}.{Interruption(schedule)}",
            _ => "Videos are prepared at any hour.",
        };

    private string Interruption(EncodingSchedule schedule) =>
        IsWorking && !new OffHours(schedule.OffHoursFrom, schedule.OffHoursTo).Contains(LocalTime)
            ? " The current video finishes the part it is working on and continues then."
            : "";

    private TimeOnly LocalTime => TimeOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
