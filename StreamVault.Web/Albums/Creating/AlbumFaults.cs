using StreamVault.Core.Entities;

namespace StreamVault.Web.Albums.Creating;

/// <summary>What is wrong with the texts of an album, for people.</summary>
internal static class AlbumFaults
{
    /// <summary>The maximum length of the search of a smart album.</summary>
    public const int MaxQueryLength = 1_000;

    public static string? Title(string title) =>
        string.IsNullOrWhiteSpace(title) ? "Enter a title." : PlainText.Fault("The title", title, Album.MaxTitleLength);

    public static string? Description(string description) =>
        PlainText.Fault("The description", description, Album.MaxDescriptionLength, lines: true);

    public static string? Query(string? query) =>
        query is null ? null : PlainText.Fault("The search", query, MaxQueryLength);
}
