using System.Globalization;
using StreamVault.Core.Entities;

namespace StreamVault.Web.BulkEdits;

/// <summary>Makes titles from a pattern with <c>{title}</c>, <c>{date}</c> and <c>{n}</c>.</summary>
internal static class TitlePattern
{
    /// <summary>The title of a video.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="video">The video.</param>
    /// <param name="number">Its number, from 1. It is padded, so that all numbers have the same length.</param>
    /// <param name="count">The number of videos.</param>
    public static string Apply(string pattern, Video video, int number, int count)
    {
        var digits = count.ToString(CultureInfo.InvariantCulture).Length;
        var title = pattern
            .Replace(
                "{n}",
                number.ToString($"D{digits}", CultureInfo.InvariantCulture),
                StringComparison.OrdinalIgnoreCase
            )
            .Replace("{date}", video.Date?.Text ?? "undated", StringComparison.OrdinalIgnoreCase)
            .Replace("{title}", video.Title, StringComparison.OrdinalIgnoreCase)
            .Trim();
        return title.Length > Video.MaxTitleLength ? title[..Video.MaxTitleLength].TrimEnd() : title;
    }
}
