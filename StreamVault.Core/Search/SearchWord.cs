namespace StreamVault.Core.Search;

/// <summary>Words of a search, and how they are found.</summary>
/// <param name="Match">The full-text expression.</param>
/// <param name="Whole">The expression for complete words only; null for words in one field, which don't affect the order.</param>
/// <param name="InDocuments">Whether the index of documents is searched.</param>
/// <param name="InPassages">Whether the index of passages is searched.</param>
/// <param name="Substrings">The ids of the documents that contain it inside a longer word, as JSON; null if they aren't needed.</param>
/// <param name="IsExcluded">Whether a video must not contain it.</param>
internal sealed record SearchWord(
    string Match,
    string? Whole,
    bool InDocuments,
    bool InPassages,
    string? Substrings,
    bool IsExcluded
)
{
    /// <summary>Words in any field.</summary>
    public static SearchWord Of(string folded, bool isWhole, bool isExcluded)
    {
        var match = isWhole ? $"\"{folded}\"" : $"\"{folded}\" *";
        return new(match, $"\"{folded}\"", true, true, null, isExcluded);
    }

    /// <summary>Words in one field.</summary>
    public static SearchWord In(SearchTerm.InField field)
    {
        var match = $"{field.Column} : \"{field.Folded}\" *";
        return new(match, null, true, false, null, field.IsExcluded);
    }

    /// <summary>Whether the index of documents alone finds it.</summary>
    public bool IsInDocumentsOnly => InDocuments && !InPassages && Substrings is null;
}
