using System.Globalization;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// A bit that fell over in a time stamp puts a picture hours behind all others, and the pause before it would be filled with
/// hours of stills. A jump counts only if two pictures in a row agree on it.
/// </summary>
internal static class TimestampOutlierFilter
{
    private static readonly TimeSpan Jump = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Agreement = TimeSpan.FromMinutes(1);

    /// <summary>Passes all pictures but strays (ffmpeg-filters, select).</summary>
    public static string Filter { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"select='isnan(prev_selected_t)+lt(t-prev_selected_t,{Jump.TotalSeconds})+lt(abs(t-prev_t),{Agreement.TotalSeconds})'"
        );
}
