using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

/// <summary>Derives a title from a file name.</summary>
internal static class UploadTitle
{
    /// <returns>The name without folders and extension, with underscores as spaces; <c>Untitled</c> if nothing is left.</returns>
    public static string From(string filename)
    {
        var name = filename[(filename.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = name.LastIndexOf('.');
        var stem = (dot > 0 ? name[..dot] : name).Replace('_', ' ').Trim();
        return stem.Length == 0 ? "Untitled" : Shorten(stem);
    }

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
}
