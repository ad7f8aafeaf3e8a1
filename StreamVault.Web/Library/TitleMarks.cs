using StreamVault.Core.Entities;

namespace StreamVault.Web.Library;

/// <summary>Where the words of a search stand in a title.</summary>
internal static class TitleMarks
{
    /// <summary>Cuts a title into pieces, found ones marked; joined they are the title again.</summary>
    public static IReadOnlyList<(string Text, bool Marked)> Split(string title, string search)
    {
        var marked = new bool[title.Length];
        // Folding keeps the length, so places in the folded title are places in the title.
        var folded = Video.Fold(title);
        foreach (var word in Video.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries))
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
