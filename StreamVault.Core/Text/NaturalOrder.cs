using System.Text;

namespace StreamVault.Core.Text;

/// <summary>Sorts names as people expect: "Tape 2" before "Tape 10", Ä with A.</summary>
public static class NaturalOrder
{
    /// <summary>A text that sorts in natural order when it is compared by code units.</summary>
    /// <param name="name">The name.</param>
    public static string Key(string name)
    {
        var folded = FoldedText.Of(name);
        var key = new StringBuilder(folded.Length + 8);
        for (var at = 0; at < folded.Length; )
        {
            if (!char.IsAsciiDigit(folded[at]))
            {
                key.Append(folded[at++]);
                continue;
            }

            var end = at;
            while (end < folded.Length && char.IsAsciiDigit(folded[end]))
            {
                end++;
            }

            // The number of digits comes first, so that a longer number sorts after a shorter one.
            var digits = folded.AsSpan(at, end - at).TrimStart('0');
            key.Append((char)('0' + Math.Min(digits.Length, 40))).Append(digits);
            at = end;
        }

        return key.ToString();
    }
}
