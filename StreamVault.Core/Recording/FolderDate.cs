using System.Text.RegularExpressions;

namespace StreamVault.Core.Recording;

/// <summary>The date in the name of a folder: <c>1998 Christmas</c>, <c>Summer 1998</c>, <c>2019/07</c>.</summary>
internal static partial class FolderDate
{
    private const int MaxFolderLength = 300;
    private const int MaxWords = 5;

    /// <summary>Finds the date of the innermost folder that has one.</summary>
    /// <param name="relativePath">The path of a file from the folder that was chosen; its last part is the file's name.</param>
    /// <param name="today">Today's date. Dates that start later are ignored.</param>
    /// <returns>Null if no folder has a date.</returns>
    public static EdtfDate? In(string? relativePath, DateOnly today)
    {
        var folders = (relativePath ?? "")
            .Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries)
            .SkipLast(1)
            .ToArray();
        for (var last = folders.Length - 1; last >= 0; last--)
        {
            // 2019/07/04 and 2019/07: the inner folder alone is only a number.
            var date =
                Digits().IsMatch(folders[last]) ? Joined(folders[..(last + 1)])
                : folders[last].Length > MaxFolderLength ? null
                : InName(folders[last]);
            if (date?.Earliest <= today)
            {
                return date;
            }
        }

        return null;
    }

    private static EdtfDate? Joined(string[] folders)
    {
        var count = 1;
        while (count < 3 && count < folders.Length && Digits().IsMatch(folders[^(count + 1)]))
        {
            count++;
        }

        for (; count > 0; count--)
        {
            if (
                WrittenDate.Period(string.Join('-', folders[^count..])) is { } date
                && date.Text.StartsWith(folders[^count], StringComparison.Ordinal)
            )
            {
                return date;
            }
        }

        return null;
    }

    // The longest run of words that is a date.
    private static EdtfDate? InName(string name)
    {
        var words = Separators().Split(name).Where(word => word.Length > 0).ToArray();
        for (var length = Math.Min(MaxWords, words.Length); length > 0; length--)
        {
            for (var first = 0; first + length <= words.Length; first++)
            {
                var text = string.Join(' ', words.Skip(first).Take(length));
                if ((Interval(text) ?? WrittenDate.Period(text.TrimEnd('.', ':').ToLowerInvariant())) is { } date)
                {
                    return date;
                }
            }
        }

        return FileNameDate.In(name) is { } day ? EdtfDate.Of(DateOnly.FromDateTime(day.Wall)) : null;
    }

    private static EdtfDate? Interval(string text) => YearRange().IsMatch(text) ? WrittenDate.Read(text) : null;

    [GeneratedRegex(@"\A[0-9]{1,4}\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"[\s_,;()\[\]]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();

    [GeneratedRegex(@"\A[0-9]{4} ?[-–] ?[0-9]{4}\z")]
    private static partial Regex YearRange();
}
