using StreamVault.Core.Recording;

namespace StreamVault.Web.Library;

/// <summary>Parses dates that are known more or less exactly.</summary>
internal static class VideoDateText
{
    private const string Examples =
        "1998-12-24, 1998-12, 1998-21 (spring; 22 is summer, 23 autumn, 24 winter), 1998, 199X, 1998~ (about), ../1998 (until) or 1998/2001";

    /// <summary>Parses a date in EDTF.</summary>
    /// <param name="text">Empty for no date.</param>
    /// <param name="clock">The current time.</param>
    /// <returns>The date, or a sentence that says why it is invalid; neither for empty text.</returns>
    public static (EdtfDate? Date, string? Error) Read(string text, TimeProvider clock) =>
        string.IsNullOrWhiteSpace(text) ? (null, null)
        : !EdtfDate.TryParse(text, null, out var date) ? (null, $"date must be in EDTF, like {Examples}.")
        : FutureError(date, clock) is { } error ? (null, $"date is invalid: {error}")
        : (date, null);

    /// <summary>Why nothing can have been filmed at a date; null if it can.</summary>
    public static string? FutureError(EdtfDate date, TimeProvider clock) =>
        date.Earliest > DateOnly.FromDateTime(clock.GetLocalNow().DateTime).AddDays(1)
            ? "The date filmed must not be in the future."
            : null;
}
