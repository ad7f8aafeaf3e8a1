namespace StreamVault.Core.Search;

/// <summary>Shortens a text around a match.</summary>
internal static class Snippet
{
    private const int Before = 30;

    /// <param name="text">The text.</param>
    /// <param name="word">The folded word to show.</param>
    /// <param name="maxLength">The maximum length of the result, without ellipses.</param>
    public static string Of(string text, string word, int maxLength)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        if (line.Length <= maxLength)
        {
            return line;
        }

        var match = Math.Max(0, Array.IndexOf(TextMarks.Of(line, [word]), true));
        var start = match <= Before ? 0 : StartOfWord(line, match - Before);
        var end = Math.Min(line.Length, start + maxLength);
        if (end < line.Length && char.IsLowSurrogate(line[end]))
        {
            end--;
        }

        return $"{(start > 0 ? "…" : "")}{line[start..end].Trim()}{(end < line.Length ? "…" : "")}";
    }

    private static int StartOfWord(string text, int from)
    {
        var space = text.IndexOf(' ', from);
        return space >= 0 && space < from + Before ? space + 1
            : char.IsLowSurrogate(text[from]) ? from + 1
            : from;
    }
}
