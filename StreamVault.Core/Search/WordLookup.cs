using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Search;

/// <summary>Finds where each word of a search occurs, and corrects the spelling of words that occur nowhere.</summary>
internal static class WordLookup
{
    // The substring index contains trigrams: https://www.sqlite.org/fts5.html#the_trigram_tokenizer.
    private const int TrigramLength = 3;
    private const int MaxTrigrams = 16;
    private const string ScanStatement =
        $"SELECT id AS Value FROM search_documents WHERE {SearchIndex.SubstringText} LIKE {{0}}";
    private const string TrigramStatement =
        $"{ScanStatement} AND id IN (SELECT rowid FROM search_substrings WHERE search_substrings MATCH {{1}})";

    /// <returns>The conditions with corrected spelling, and the words to search for.</returns>
    public static async Task<(IReadOnlyList<SearchTerm> Terms, IReadOnlyList<SearchWord> Words)> RunAsync(
        StreamVaultDbContext database,
        SearchQuery query,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var fields = query.Terms.OfType<SearchTerm.InField>().Select(SearchWord.In);
        SearchTerm.Words[] typed = [.. query.Terms.OfType<SearchTerm.Words>()];
        if (typed.Length == 0)
        {
            return (query.Terms, [.. fields]);
        }

        var terms = query.Terms.ToList();
        var words = await FindAsync(database, typed, cancellationToken);
        for (var at = 0; at < typed.Length; at++)
        {
            var (term, word) = (typed[at], words[at]);
            if (word.InDocuments || word.InPassages || term.IsExcluded || term.IsWhole)
            {
                continue;
            }

            if (await FindInsideAsync(database, term.Folded, cancellationToken) is { Count: > 0 } inside)
            {
                words[at] = word with { Substrings = $"[{string.Join(',', inside)}]" };
            }
            else if (await Spelling.NearestAsync(database, term.Folded, withPrivate, cancellationToken) is { } nearest)
            {
                var corrected = term with { Folded = nearest, Source = nearest };
                terms[terms.IndexOf(term)] = corrected;
                words[at] = (await FindAsync(database, [corrected], cancellationToken))[0];
            }
        }

        return (terms, [.. words, .. fields]);
    }

    private static async Task<SearchWord[]> FindAsync(
        StreamVaultDbContext database,
        SearchTerm.Words[] terms,
        CancellationToken cancellationToken
    )
    {
        SearchWord[] words = [.. terms.Select(term => SearchWord.Of(term.Folded, term.IsWhole, term.IsExcluded))];
        var statement = new StringBuilder();
        for (var at = 0; at < words.Length; at++)
        {
            statement
                .Append(at == 0 ? "" : " UNION ALL ")
                .Append(
                    CultureInfo.InvariantCulture,
                    $$"""
                    SELECT {{at}} AS Id,
                        EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH {{{at}}}) AS InDocuments,
                        EXISTS (SELECT 1 FROM passage_index WHERE passage_index MATCH {{{at}}}) AS InPassages
                    """
                );
        }

        var found = await database
            .Database.SqlQueryRaw<Occurrence>(statement.ToString(), [.. words.Select(word => (object)word.Match)])
            .ToListAsync(cancellationToken);
        foreach (var one in found)
        {
            words[one.Id] = words[one.Id] with { InDocuments = one.InDocuments, InPassages = one.InPassages };
        }

        return words;
    }

    private static Task<List<int>> FindInsideAsync(
        StreamVaultDbContext database,
        string folded,
        CancellationToken cancellationToken
    )
    {
        var pattern = $"%{folded}%";
        return folded.EnumerateRunes().Count() < TrigramLength
            ? database.Database.SqlQueryRaw<int>(ScanStatement, pattern).ToListAsync(cancellationToken)
            : database
                .Database.SqlQueryRaw<int>(TrigramStatement, pattern, TrigramsOf(folded))
                .ToListAsync(cancellationToken);
    }

    // The index doesn't contain the positions of the trigrams, so the statement also checks the text.
    private static string TrigramsOf(string folded)
    {
        var runes = folded.EnumerateRunes().ToArray();
        var trigrams = Enumerable
            .Range(0, runes.Length - TrigramLength + 1)
            .Select(at => $"\"{string.Concat(runes.Skip(at).Take(TrigramLength))}\"");
        return string.Join(" AND ", trigrams.Distinct().Take(MaxTrigrams));
    }

    private sealed record Occurrence(int Id, bool InDocuments, bool InPassages);
}
