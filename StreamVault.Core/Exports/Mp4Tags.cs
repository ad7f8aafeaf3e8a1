using System.Globalization;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;

namespace StreamVault.Core.Exports;

/// <summary>The metadata of a downloaded MP4: title, description, tags and date of recording; never people or the place.</summary>
internal static class Mp4Tags
{
    // The epoch of MP4; FFmpeg writes an earlier date as one in the far future.
    private static readonly DateTimeOffset _epoch = new(1904, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Output arguments for FFmpeg. The date is in UTC; it is left out if it is unknown or before 1904.</summary>
    public static IEnumerable<string> Arguments(Video video, IReadOnlyList<string> tags)
    {
        // Some players end the title at a control character.
        yield return "-metadata";
        yield return $"title={string.Concat(video.Title.Select(letter => char.IsControl(letter) ? ' ' : letter))}";
        if (video.Description is { } description)
        {
            yield return "-metadata";
            yield return $"description={string.Concat(description.Select(letter => char.IsControl(letter) && letter != '\n' ? ' ' : letter))}";
        }

        if (tags.Count > 0)
        {
            yield return "-metadata";
            yield return $"keywords={string.Join(", ", tags)}";
        }

        if (video.ExactDate is { At: var at } && at >= _epoch)
        {
            yield return "-metadata";
            yield return $"creation_time={at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
        }

        if (video.ApproximateDate is { } date)
        {
            yield return "-metadata";
            yield return $"date={date.Text}";
        }
    }
}
