namespace StreamVault.Tests.Infrastructure;

/// <summary>Texts that look empty, for tests of titles and names.</summary>
public static class InvisibleTexts
{
    /// <summary>
    /// Spaces, control characters, zero-width characters, a soft hyphen, a lone variation selector, Hangul fillers and a
    /// blank Braille pattern.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
    [
        " ",
        "\t",
        "\u0007",
        "\u00A0",
        "\u00AD",
        "\u200B",
        "\u200E",
        "\u2028",
        "\u2060",
        "\uFE0F",
        "\uFEFF",
        "\u1160",
        "\u2800",
        "\u3164",
        "\uFFA0",
        " \u200B\u3164 ",
    ];
}
