using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

/// <summary>Makes a title from the name of a file.</summary>
internal static class UploadTitle
{
    /// <returns>The name without folders and extension, underscores as spaces; the whole name if nothing else is left.</returns>
    public static string From(string filename)
    {
        var name = filename[(filename.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = name.LastIndexOf('.');
        var stem = (dot > 0 ? name[..dot] : name).Replace('_', ' ').Trim();
        return stem.Length == 0 ? "Untitled" : Cut(stem);
    }

    private static string Cut(string title)
    {
        if (title.Length <= Video.MaxTitleLength)
        {
            return title;
        }

        // Half of a surrogate pair would be no text at all.
        var end = char.IsHighSurrogate(title[Video.MaxTitleLength - 1])
            ? Video.MaxTitleLength - 1
            : Video.MaxTitleLength;
        return title[..end];
    }
}
