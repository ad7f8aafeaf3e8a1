using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Core.BulkEdits;

/// <summary>Sets the date of a video.</summary>
internal static class VideoDates
{
    /// <summary>Sets the date filmed; null removes it. A known time on the same day is kept.</summary>
    public static void Set(Video video, EdtfDate? date, TimeZoneInfo zone)
    {
        if (date is { IsExactDay: false })
        {
            video.ApproximateDate = date;
            return;
        }

        video.ApproximateDate = null;
        if (date?.Earliest is not { } day)
        {
            video.Recorded = null;
        }
        else if (video.Recorded is null || DateOnly.FromDateTime(video.Recorded.At.DateTime) != day)
        {
            video.Recorded = RecordingDate.OfDay(day.ToDateTime(TimeOnly.MinValue), zone, RecordingDateSource.Person);
        }
    }
}
