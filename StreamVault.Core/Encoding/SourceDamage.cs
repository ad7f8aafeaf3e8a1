namespace StreamVault.Core.Encoding;

/// <summary>Whether FFmpeg, which encodes damaged sources without a word in its result, complained on the way.</summary>
internal static class SourceDamage
{
    private static readonly string[] Complaints =
    [
        "error while decoding",
        "error submitting",
        "invalid data",
        "invalid nal",
        "invalid as first byte",
        "invalid level prefix",
        "concealing",
        "corrupt",
        "ebml",
        "no frame!",
        "missing picture",
        "error reading",
        "ended prematurely",
        "truncat",
    ];

    private static readonly string[] Disturbances = ["concealing", "corrupt decoded frame", "error while decoding mb"];

    /// <summary>Whether it is worth looking for what is missing.</summary>
    public static bool ShowsIn(ProgramResult result) => Has(result, Complaints);

    /// <summary>Whether pictures came out that are not as they were meant.</summary>
    public static bool IsSeenIn(ProgramResult result) => Has(result, Disturbances);

    private static bool Has(ProgramResult result, string[] words) =>
        Array.Exists(words, word => result.LogTail.Contains(word, StringComparison.OrdinalIgnoreCase));
}
