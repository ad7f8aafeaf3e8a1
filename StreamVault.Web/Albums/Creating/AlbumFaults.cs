using StreamVault.Core.Entities;
using StreamVault.Core.Search;
using StreamVault.Core.Text;

namespace StreamVault.Web.Albums.Creating;

/// <summary>What is wrong with the texts of an album, for people.</summary>
internal static class AlbumFaults
{
    /// <summary>Why an album can't be placed deeper.</summary>
    public static readonly string TooDeep = $"Albums can be nested at most {Album.MaxDepth} levels deep.";

    /// <summary>Why an album can't be placed in a smart album.</summary>
    public const string SmartParent = "A smart album can't contain other albums.";

    /// <summary>The maximum length of the search of a smart album.</summary>
    public const int MaxQueryLength = 1_000;

    public static string? Title(string title) =>
        VisibleText.IsIn(title) ? PlainText.Fault("The title", title, Album.MaxTitleLength) : "Enter a title.";

    public static string? Description(string description) =>
        PlainText.Fault("The description", description, Album.MaxDescriptionLength, lines: true);

    public static string? Query(string? query) =>
        query is null ? null
        : PlainText.Fault("The search", query, MaxQueryLength) is { } fault ? fault
        : SearchFault.In(query) is { } searchFault ? Search(searchFault)
        : null;

    public static string Search(SearchFault fault) =>
        fault switch
        {
            SearchFault.UnknownKey(var key) =>
                $"“{key}:” isn't a search key. To search for the text itself, put it in quotes.",
            SearchFault.InvalidValue(var key, "") => $"“{key}:” needs a value{Hint(key)}.",
            SearchFault.InvalidValue(var key, var value) => $"“{value}” isn't a valid value of “{key}:”{Hint(key)}.",
            SearchFault.TooLong => $"A search can have at most {SearchQuery.MaxTerms} words and conditions.",
            _ => "The search has no words and no conditions.",
        };

    // The valid values of a key, or an example.
    private static string Hint(string key) =>
        key switch
        {
            "is" => $": use {OneOf(SearchKeys.IsValues)}",
            "has" => $": use {OneOf(SearchKeys.HasValues)}",
            _ => $", for example {SearchKeys.All.First(known => known.Key == key).Example}",
        };

    private static string OneOf(IReadOnlyList<string> values) =>
        $"{string.Join(", ", values.Take(values.Count - 1))} or {values[^1]}";
}
