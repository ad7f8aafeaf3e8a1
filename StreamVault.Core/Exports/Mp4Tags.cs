using System.Globalization;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;

namespace StreamVault.Core.Exports;

/// <summary>What an MP4 of a video says about it: its title and the date it was recorded; never the place.</summary>
internal static class Mp4Tags
{
    // MP4 counts seconds from here; FFmpeg writes an earlier date as one in the far future.
    private static readonly DateTimeOffset _epoch = new(1904, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Arguments for FFmpeg's output. The date is in UTC; it is left out if it is unknown or before 1904.</summary>
    public static IEnumerable<string> Arguments(Video video)
    {
        // A control character would end the title early for some readers.
        yield return "-metadata";
        yield return $"title={string.Concat(video.Title.Select(letter => char.IsControl(letter) ? ' ' : letter))}";
        if (video.Recorded is { At: var at } && at >= _epoch)
        {
            yield return "-metadata";
            yield return $"creation_time={at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
        }
    }
}
