using StreamVault.Core.Entities;

namespace StreamVault.Core.Search;

/// <summary>The keys of the search language: <c>tag:</c>, <c>year:</c>.</summary>
public static class SearchKeys
{
    /// <summary>Each key with what it looks for and an example of its value.</summary>
    public static readonly IReadOnlyList<(string Key, string Meaning, string Example)> All =
    [
        ("tag", "Tag", "christmas"),
        ("person", "Person", "grandma"),
        ("album", "Album", "\"Summer 1998\""),
        ("place", "Town or country", "zurich"),
        ("camera", "Camera", "gopro"),
        ("year", "Year filmed", "1998, 1998-2003 or 199X"),
        ("before", "Filmed before", "1998 or 1998-12-24"),
        ("after", "Filmed after", "1998 or 1998-12-24"),
        ("longer", "Longer than", "10m"),
        ("shorter", "Shorter than", "1h30m"),
        ("is", "Favourite, private, ready, watched or unfinished", "favourite"),
        ("has", "With subtitles, tags, a date, …", "subtitles"),
    ];

    // What people type instead of a key.
    private static readonly (string Word, string Key)[] Synonyms =
    [
        ("tags", "tag"),
        ("people", "person"),
        ("persons", "person"),
        ("albums", "album"),
        ("places", "place"),
        ("cameras", "camera"),
    ];

    /// <summary>The values of <c>is:</c>.</summary>
    public static readonly IReadOnlyList<string> IsValues = ["favourite", "private", "ready", "watched", "unfinished"];

    /// <summary>The values of <c>has:</c>.</summary>
    public static readonly IReadOnlyList<string> HasValues =
    [
        "subtitles",
        "chapters",
        "notes",
        "description",
        "tags",
        "people",
        "album",
        "date",
        "place",
        "original",
    ];

    /// <summary>Finds the words before a colon that look like keys but aren't, such as <c>favourite:yes</c>.</summary>
    /// <param name="search">The search.</param>
    /// <returns>The words as typed. Times, URLs and paths don't look like keys.</returns>
    public static IReadOnlyList<string> UnknownIn(string search)
    {
        var unknown = new List<string>();
        var rest = search.AsSpan();
        while (SearchToken.Next(ref rest) is { } token)
        {
            if (
                token is { Key: null, IsQuoted: false }
                && SearchToken.LengthBeforeColon(token.Value) is > 1 and var letters
                && token.Value.AsSpan(letters + 1) is [not ('/' or '\\'), ..]
            )
            {
                unknown.Add(token.Value[..letters]);
            }
        }

        return [.. unknown.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Finds the key that a word before a colon stands for.</summary>
    /// <returns>A key of <see cref="All"/>; null if the word is none.</returns>
    internal static string? Find(ReadOnlySpan<char> word)
    {
        foreach (var (key, _, _) in All)
        {
            if (word.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return key;
            }
        }

        foreach (var (synonym, key) in Synonyms)
        {
            if (word.Equals(synonym, StringComparison.OrdinalIgnoreCase))
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>Reads a condition.</summary>
    /// <returns>Null if the key or the value is unknown.</returns>
    internal static SearchTerm? Read(string key, string value, string folded, string source, bool excluded) =>
        key switch
        {
            "tag" when folded.Length > 0 => new SearchTerm.TagName(TagKind.Tag, folded, source, excluded),
            "person" when folded.Length > 0 => new SearchTerm.TagName(TagKind.Person, folded, source, excluded),
            "album" when folded.Length > 0 => new SearchTerm.InAlbum(folded, source, excluded),
            "camera" or "place" when folded.Length > 0 => new SearchTerm.InField(key, folded, source, excluded),
            "year" when TermValues.Years(value) is var (from, until) => new SearchTerm.DateRange(
                from,
                until,
                true,
                source,
                excluded
            ),
            "before" when TermValues.Date(value)?.Earliest is { } day => new SearchTerm.DateRange(
                null,
                day,
                false,
                source,
                excluded
            ),
            "after" when TermValues.Date(value)?.Latest is { } day => new SearchTerm.DateRange(
                day.AddDays(1),
                null,
                false,
                source,
                excluded
            ),
            "longer" when TermValues.Seconds(value) is { } seconds => new SearchTerm.Duration(
                true,
                seconds,
                source,
                excluded
            ),
            "shorter" when TermValues.Seconds(value) is { } seconds => new SearchTerm.Duration(
                false,
                seconds,
                source,
                excluded
            ),
            "is" when State(folded) is { } state => new SearchTerm.HasProperty(state, source, excluded),
            "has" when Thing(folded) is { } thing => new SearchTerm.HasProperty(thing, source, excluded),
            _ => null,
        };

    private static SearchProperty? State(string value) =>
        value switch
        {
            "favourite" or "favorite" => SearchProperty.Favourite,
            "private" => SearchProperty.Private,
            "ready" => SearchProperty.Ready,
            "watched" => SearchProperty.Watched,
            "unfinished" => SearchProperty.Unfinished,
            _ => null,
        };

    private static SearchProperty? Thing(string value) =>
        value switch
        {
            "subtitles" or "subtitle" => SearchProperty.Subtitles,
            "chapters" or "chapter" => SearchProperty.Chapters,
            "notes" or "note" => SearchProperty.Notes,
            "description" => SearchProperty.Description,
            "tags" or "tag" => SearchProperty.Tags,
            "people" or "person" => SearchProperty.People,
            "album" or "albums" => SearchProperty.Album,
            "date" => SearchProperty.Date,
            "place" => SearchProperty.Place,
            "original" => SearchProperty.Original,
            _ => null,
        };
}
