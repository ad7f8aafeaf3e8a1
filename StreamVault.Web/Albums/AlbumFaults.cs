using StreamVault.Core.Entities;

namespace StreamVault.Web.Albums;

/// <summary>What is wrong with the texts of an album, for people.</summary>
internal static class AlbumFaults
{
    public static string? Title(string title) =>
        string.IsNullOrWhiteSpace(title) ? "Enter a title." : PlainText.Fault("The title", title, Album.MaxTitleLength);

    public static string? Description(string description) =>
        PlainText.Fault("The description", description, Album.MaxDescriptionLength, lines: true);
}
