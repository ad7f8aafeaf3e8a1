using StreamVault.Core.Search;

namespace StreamVault.Web.Library;

/// <summary>Finds the words of a search in a title.</summary>
internal static class TitleMarks
{
    /// <summary>Splits a title into marked and unmarked parts, in order.</summary>
    /// <param name="title">The title.</param>
    /// <param name="words">The folded words to mark.</param>
    public static IReadOnlyList<(string Text, bool Marked)> Split(string title, IReadOnlyList<string> words)
    {
        var marked = TextMarks.Of(title, words);
        return [.. Pieces(title, marked)];
    }

    private static IEnumerable<(string Text, bool Marked)> Pieces(string title, bool[] marked)
    {
        var start = 0;
        for (var at = 1; at <= title.Length; at++)
        {
            if (at == title.Length || marked[at] != marked[start])
            {
                yield return (title[start..at], marked[start]);
                start = at;
            }
        }
    }
}
