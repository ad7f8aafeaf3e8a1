using System.Globalization;

namespace StreamVault.Core.Search;

/// <summary>The SQL statement that finds the documents with all words of a search.</summary>
internal sealed class HitStatement
{
    private const string Names = "{title people tags albums}";

    private readonly List<object> _parameters = [];

    private HitStatement() { }

    /// <summary>
    /// The statement, with placeholders. Its columns are <c>Id</c> and <c>Score</c>; the lowest score is the best. From
    /// best to worst, the words are complete at the start of the title, complete anywhere in the title, at the start of
    /// words in the title, in names, in any field, or only at a moment.
    /// </summary>
    public string Text { get; private set; } = "";

    /// <summary>The values of the placeholders.</summary>
    public object[] Parameters => [.. _parameters];

    /// <summary>Creates the statement.</summary>
    /// <param name="words">The words; at least one.</param>
    /// <param name="ranked">Whether the score is needed.</param>
    public static HitStatement Of(IReadOnlyList<SearchWord> words, bool ranked)
    {
        var statement = new HitStatement();
        var wanted = words.Where(word => !word.IsExcluded).ToList();
        var excluded = words.Where(word => word.IsExcluded).ToList();
        var score = ranked ? statement.Score(wanted) : "0";
        var text =
            wanted.Count == 0
                ? "SELECT id AS Id, 0 AS Score FROM search_documents"
                : $"SELECT id AS Id, {score} AS Score FROM ({statement.All(wanted)})";
        if (excluded.Count > 0)
        {
            var conditions = excluded.Select(word => $"Id NOT IN ({statement.Set(word)})");
            text = $"SELECT Id, Score FROM ({text}) WHERE {string.Join(" AND ", conditions)}";
        }

        // Without a limit, SQLite may look up each video in the full-text index instead of reading the index once.
        statement.Text = $"{text} LIMIT -1";
        return statement;
    }

    private string All(List<SearchWord> words)
    {
        var sets = words
            .Where(word => !word.IsInDocumentsOnly)
            .Select(word => $"SELECT id FROM ({Set(word)})")
            .ToList();
        var simple = words.Where(word => word.IsInDocumentsOnly).ToList();
        if (simple.Count > 0)
        {
            sets.Add(Documents(Together(simple, word => word.Match)));
        }

        return string.Join(" INTERSECT ", sets);
    }

    // Each condition also matches everything that the previous ones match. SQLite evaluates each of them once.
    private string Score(List<SearchWord> wanted)
    {
        var words = wanted.Where(word => word.InDocuments && word.Whole is not null).ToList();
        if (words.Count == 0)
        {
            return "0";
        }

        var (whole, match) = (Together(words, word => word.Whole!), Together(words, word => word.Match));
        var first = string.Join(" OR ", words.Select(word => $"title : ^ {word.Whole}"));
        string[] conditions =
        [
            $"({first}) AND title : ({whole})",
            $"title : ({whole})",
            $"title : ({match})",
            $"{Names} : ({match})",
            match,
        ];
        return "-(" + string.Join(" + ", conditions.Select(condition => $"(id IN ({Documents(condition)}))")) + ")";
    }

    private string Documents(string condition) =>
        $"SELECT rowid AS id FROM search_index WHERE search_index MATCH {Add(condition)}";

    private string Set(SearchWord word)
    {
        var parts = new List<string>();
        if (word.InDocuments)
        {
            parts.Add(Documents(word.Match));
        }

        if (word.InPassages)
        {
            parts.Add($"SELECT rowid AS id FROM passage_index WHERE passage_index MATCH {Add(word.Match)}");
        }

        if (word.Substrings is not null)
        {
            parts.Add($"SELECT value AS id FROM json_each({Add(word.Substrings)})");
        }

        return parts.Count == 0 ? "SELECT id FROM search_documents WHERE 0" : string.Join(" UNION ", parts);
    }

    private static string Together(IEnumerable<SearchWord> words, Func<SearchWord, string> expression) =>
        string.Join(" AND ", words.Select(word => $"({expression(word)})"));

    private string Add(string value)
    {
        _parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{_parameters.Count - 1}}}");
    }
}
