namespace StreamVault.Core.Search;

/// <summary>Computes how many typing mistakes separate two words.</summary>
internal static class EditDistance
{
    private const int LongestWord = 40;

    /// <summary>
    /// Counts the letters to insert, remove, replace or swap with their neighbor (optimal string alignment distance).
    /// </summary>
    /// <returns>The distance, or a number above <paramref name="limit"/> if the distance exceeds the limit.</returns>
    public static int Of(ReadOnlySpan<char> first, ReadOnlySpan<char> second, int limit)
    {
        if (Math.Abs(first.Length - second.Length) > limit || Math.Max(first.Length, second.Length) > LongestWord)
        {
            return limit + 1;
        }

        Span<int> beforeLast = stackalloc int[LongestWord + 1];
        Span<int> last = stackalloc int[LongestWord + 1];
        Span<int> row = stackalloc int[LongestWord + 1];
        for (var column = 0; column <= second.Length; column++)
        {
            last[column] = column;
        }

        for (var at = 1; at <= first.Length; at++)
        {
            row[0] = at;
            var least = at;
            for (var column = 1; column <= second.Length; column++)
            {
                var same = first[at - 1] == second[column - 1];
                var cost = Math.Min(Math.Min(last[column] + 1, row[column - 1] + 1), last[column - 1] + (same ? 0 : 1));
                if (at > 1 && column > 1 && first[at - 1] == second[column - 2] && first[at - 2] == second[column - 1])
                {
                    cost = Math.Min(cost, beforeLast[column - 2] + 1);
                }

                row[column] = cost;
                least = Math.Min(least, cost);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return last[second.Length];
    }
}
