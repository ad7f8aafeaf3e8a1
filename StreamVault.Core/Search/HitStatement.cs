using System.Globalization;

namespace StreamVault.Core.Search;

/// <summary>The SQL statement that finds the documents with all words of a search.</summary>
internal sealed class HitStatement
{
    // In the order of the columns: title, description, people, tags, albums, file name, camera, place, date.
    private const string Rank = "bm25(search_index, 10, 2, 8, 8, 6, 2, 1, 3, 2)";

    private readonly List<object> _parameters = [];

    private HitStatement() { }

    /// <summary>The statement, with placeholders. Its columns are <c>Id</c> and <c>Score</c>.</summary>
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
        var text =
            wanted.Count == 0 ? "SELECT id AS Id, 0.0 AS Score FROM search_documents"
            : wanted.TrueForAll(word => word.IsInDocumentsOnly) ? statement.InDocuments(wanted, ranked)
            : statement.Anywhere(wanted, ranked);
        if (excluded.Count > 0)
        {
            var conditions = excluded.Select(word => $"Id NOT IN ({statement.Set(word)})");
            text = $"SELECT Id, Score FROM ({text}) WHERE {string.Join(" AND ", conditions)}";
        }

        // Without a limit, SQLite may look each video up in the full-text index instead of reading the index once.
        statement.Text = $"{text} LIMIT -1";
        return statement;
    }

    private string InDocuments(List<SearchWord> words, bool ranked) =>
        ranked
            ? $"SELECT rowid AS Id, {Rank} AS Score FROM search_index WHERE search_index MATCH {Add(All(words, word => word.Exact))}"
            : $"SELECT rowid AS Id, 0.0 AS Score FROM search_index WHERE search_index MATCH {Add(All(words, word => word.Match))}";

    private string Anywhere(List<SearchWord> words, bool ranked)
    {
        var sets = words
            .Where(word => !word.IsInDocumentsOnly)
            .Select(word => $"SELECT id FROM ({Set(word)})")
            .ToList();
        var simple = words.Where(word => word.IsInDocumentsOnly).ToList();
        if (simple.Count > 0)
        {
            sets.Add($"SELECT rowid FROM search_index WHERE search_index MATCH {Add(All(simple, word => word.Match))}");
        }

        var ids = string.Join(" INTERSECT ", sets);
        var inDocuments = words.Where(word => word.InDocuments).ToList();
        return ranked && inDocuments.Count > 0
            ? $"""
                SELECT found.id AS Id, COALESCE(ranked.score, 0.0) AS Score FROM ({ids}) AS found
                LEFT JOIN (
                    SELECT rowid AS id, {Rank} AS score FROM search_index
                    WHERE search_index MATCH {Add(
                    string.Join(" OR ", inDocuments.Select(word => $"({word.Exact})"))
                )} LIMIT -1
                ) AS ranked ON ranked.id = found.id
                """
            : $"SELECT id AS Id, 0.0 AS Score FROM ({ids})";
    }

    private string Set(SearchWord word)
    {
        var parts = new List<string>();
        if (word.InDocuments)
        {
            parts.Add($"SELECT rowid AS id FROM search_index WHERE search_index MATCH {Add(word.Match)}");
        }

        if (word.InPassages)
        {
            parts.Add($"SELECT rowid AS id FROM passage_index WHERE passage_index MATCH {Add(word.Match)}");
        }

        if (word.Inside is not null)
        {
            parts.Add($"SELECT value AS id FROM json_each({Add(word.Inside)})");
        }

        return parts.Count == 0 ? "SELECT id FROM search_documents WHERE 0" : string.Join(" UNION ", parts);
    }

    private static string All(IEnumerable<SearchWord> words, Func<SearchWord, string> expression) =>
        string.Join(" AND ", words.Select(word => $"({expression(word)})"));

    private string Add(string value)
    {
        _parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{_parameters.Count - 1}}}");
    }
}
