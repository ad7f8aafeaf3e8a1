using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Persistence;
using StreamVault.Core.Text;

namespace StreamVault.Core.Search;

/// <summary>Finds the word in the index that a misspelled word was probably meant to be.</summary>
internal static class Spelling
{
    private const int ShortestWord = 4;
    private const int LongestWord = 30;
    private const int FirstLongWord = 8;
    private const int MaxCandidates = 5;

    /// <summary>Finds the nearest word that occurs in a visible video.</summary>
    /// <returns>Null if there is none within one edit, or within two for words of eight letters or more.</returns>
    public static async Task<string?> NearestAsync(
        StreamVaultDbContext database,
        string word,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        if (
            word.Length is < ShortestWord or > LongestWord
            || word.Contains(' ', StringComparison.Ordinal)
            || word.All(char.IsAsciiDigit)
            || EastAsianText.Includes(word.EnumerateRunes().First())
        )
        {
            return null;
        }

        // People rarely mistype the first letter, and reading only the words that share it is much faster.
        foreach (var prefix in new[] { word[..1], "" })
        {
            var candidates = await CandidatesAsync(database, word, prefix, cancellationToken);
            foreach (var candidate in candidates)
            {
                if (await IsVisibleAsync(database, candidate, withPrivate, cancellationToken))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private static async Task<IReadOnlyList<string>> CandidatesAsync(
        StreamVaultDbContext database,
        string word,
        string prefix,
        CancellationToken cancellationToken
    )
    {
        // ':' sorts after the digits. Numbers are skipped, because most terms of a library are numbers in file names.
        var (from, until) = prefix.Length == 0 ? (":", "\uffff") : (prefix, ((char)(prefix[0] + 1)).ToString());
        var limit = word.Length < FirstLongWord ? 1 : 2;
        var (shortest, longest) = (word.Length - limit, word.Length + limit);
        var best = new List<(string Term, int Distance, long Count)>();
        var terms = database
            .Database.SqlQuery<IndexTerm>(
                $"""
                SELECT term AS Term, cnt AS Count FROM search_terms
                WHERE term >= {from} AND term < {until} AND length(term) BETWEEN {shortest} AND {longest}
                UNION ALL
                SELECT term AS Term, cnt AS Count FROM passage_terms
                WHERE term >= {from} AND term < {until} AND length(term) BETWEEN {shortest} AND {longest}
                """
            )
            .AsAsyncEnumerable();
        await foreach (var term in terms.WithCancellation(cancellationToken))
        {
            var distance = EditDistance.Of(word, term.Term, limit);
            if (distance <= limit)
            {
                best.Add((term.Term, distance, term.Count));
            }
        }

        return
        [
            .. best.GroupBy(candidate => (candidate.Term, candidate.Distance))
                .OrderBy(candidate => candidate.Key.Distance)
                .ThenByDescending(candidate => candidate.Sum(one => one.Count))
                .ThenBy(candidate => candidate.Key.Term, StringComparer.Ordinal)
                .Take(MaxCandidates)
                .Select(candidate => candidate.Key.Term),
        ];
    }

    /// <summary>Whether a visible video contains a word. Words of hidden videos must not be suggested.</summary>
    private static Task<bool> IsVisibleAsync(
        StreamVaultDbContext database,
        string word,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var match = string.Create(CultureInfo.InvariantCulture, $"\"{word}\"");
        var rows = database.Database.SqlQuery<int>(
            $"""
            SELECT rowid AS Value FROM search_index WHERE search_index MATCH {match}
            UNION SELECT rowid AS Value FROM passage_index WHERE passage_index MATCH {match} LIMIT -1
            """
        );
        // The rows come first, because SQLite would otherwise search the full-text index for each visible video.
        return rows.Join(
                database.Videos.VisibleInScan(withPrivate),
                row => (int?)row,
                video => video.SearchRow,
                (row, video) => video
            )
            .AnyAsync(cancellationToken);
    }

    private sealed record IndexTerm(string Term, long Count);
}
