using StreamVault.Core.Entities;

namespace StreamVault.Web.Library;

/// <summary>Finds the words of a search in a title.</summary>
internal static class TitleMarks
{
    /// <summary>Splits a title into marked and unmarked parts, in order.</summary>
    public static IReadOnlyList<(string Text, bool Marked)> Split(string title, string search)
    {
        var marked = new bool[title.Length];
        // Folding keeps the length, so positions in the folded title are also positions in the title.
        var folded = title.ToLowerInvariant();
        foreach (var word in search.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            for (
                var at = folded.IndexOf(word, StringComparison.Ordinal);
                at >= 0;
                at = folded.IndexOf(word, at + 1, StringComparison.Ordinal)
            )
            {
                Array.Fill(marked, true, at, word.Length);
            }
        }

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
