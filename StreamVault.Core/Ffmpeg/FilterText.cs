namespace StreamVault.Core.Ffmpeg;

/// <summary>Escapes text for a filter graph (ffmpeg-filters, "Notes on filtergraph escaping"). Pure.</summary>
internal static class FilterText
{
    /// <summary>Escapes the value of a filter's option: once for the option, once for the graph around it.</summary>
    public static string Value(string text) => Escape(Escape(text, @"\':"), @"\'[],;");

    private static string Escape(string text, string special) =>
        string.Concat(text.Select(c => special.Contains(c) ? $"\\{c}" : c.ToString()));
}
