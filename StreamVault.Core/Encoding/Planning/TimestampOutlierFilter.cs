using System.Globalization;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// A flipped bit in a timestamp moves a frame hours away from the others, and the gap before it would be filled with hours
/// of repeated frames. A jump counts only if two consecutive frames agree on it.
/// </summary>
internal static class TimestampOutlierFilter
{
    private static readonly TimeSpan Jump = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Agreement = TimeSpan.FromMinutes(1);

    /// <summary>Drops frames whose timestamp is an outlier (ffmpeg-filters, select).</summary>
    public static string Filter { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"select='isnan(prev_selected_t)+lt(t-prev_selected_t,{Jump.TotalSeconds})+lt(abs(t-prev_t),{Agreement.TotalSeconds})'"
        );
}
