using System.Text.RegularExpressions;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Core.Text;

namespace StreamVault.Core.Uploads;

/// <summary>Derives a title from a file name, or from the date or folder if the name is only a camera's counter.</summary>
internal static partial class UploadTitle
{
    /// <returns>The name without folders and extension, with underscores as spaces; <c>Untitled</c> if nothing visible is left.</returns>
    public static string From(string filename)
    {
        var stem = Stem(filename).Replace('_', ' ').Trim();
        return VisibleText.IsIn(stem) ? Shorten(stem) : "Untitled";
    }

    /// <param name="details">Its file name and folder.</param>
    /// <param name="recorded">When it was recorded; null if unknown.</param>
    /// <param name="approximate">The period in which it was recorded; null if unknown.</param>
    /// <returns>
    /// The title from the name. If that is only a counter: the date filmed, as <c>1 May 2024, 12:00</c>, or the folder with
    /// the name, as <c>1998 Christmas – MOV001</c>.
    /// </returns>
    public static string Of(UploadDetails details, RecordingDate? recorded, EdtfDate? approximate)
    {
        var plain = From(details.Filename);
        if (!Counter().IsMatch(Stem(details.Filename).Trim()))
        {
            return plain;
        }

        var day = recorded is null ? default : DateOnly.FromDateTime(recorded.At.DateTime);
        return recorded is { TimeKnown: true } ? DateText.Of(recorded.At.DateTime)
            : recorded is not null ? DateText.Of(day)
            : FolderOf(details.RelativePath) is { } folder ? Shorten($"{folder} – {plain}")
            : approximate is not null ? DateText.Of(approximate)
            : plain;
    }

    private static string Stem(string filename)
    {
        var name = filename[(filename.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[..dot] : name;
    }

    // The innermost folder whose name a person chose.
    private static string? FolderOf(string? relativePath) =>
        (relativePath ?? "")
            .Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries)
            .SkipLast(1)
            .Select(name => name.Replace('_', ' ').Trim())
            .LastOrDefault(name => VisibleText.IsIn(name) && !CameraFolder().IsMatch(name));

    private static string Shorten(string title)
    {
        if (title.Length <= Video.MaxTitleLength)
        {
            return title;
        }

        // Never cut a surrogate pair in half.
        var end = char.IsHighSurrogate(title[Video.MaxTitleLength - 1])
            ? Video.MaxTitleLength - 1
            : Video.MaxTitleLength;
        return title[..end];
    }

    // 1000012345 · IMG_0001 · MVI_0042 · VTS_01_1 · MOV001 · GX010042 · DSC_0001 · P1010042 · 100_0042, also as "IMG_0001 (2)"
    [GeneratedRegex(
        @"\A(?:[0-9]{3,}|[0-9]{3}[_-][0-9]{4}|P[0-9]{7}|C[0-9]{4}|VTS_[0-9]{2}_[0-9]"
            + @"|(?:IMG|MVI|MOV|VID|VIDEO|DSC|DSC[NF]|PICT|SAM|SDC|CLIP|CIMG|HPIM|MAH|M2U|GOPR|G[HLPSX]|DJI|YI|FILE|TRIM)[ _-]?[0-9]{2,6})"
            + @"(?: ?\([0-9]{1,3}\)| [0-9])?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Counter();

    // DCIM · 100APPLE · 101_PANA · VIDEO TS · AVCHD · BDMV · STREAM · 2019 · 07
    [GeneratedRegex(
        @"\A(?:DCIM|[0-9]{3}[ _]?[A-Z]{3,5}|Camera|VIDEO[ _]TS|PRIVATE|AVCHD|BDMV|STREAM|M4ROOT|CLIP|[0-9]{1,2}|[0-9]{4})\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex CameraFolder();
}
