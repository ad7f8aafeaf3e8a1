namespace StreamVault.Core.Encoding;

/// <summary>
/// Whether FFmpeg complained about its source: its exit code and its result say nothing about damage. Every line counts, not
/// only the last ones.
/// </summary>
internal static class SourceDamage
{
    /// <summary>Whether it is worth looking for what is missing.</summary>
    public static bool ShowsIn(ProgramResult result) => result.Findings.Has(LogKind.Damage);

    /// <summary>Whether pictures came out that are not as they were meant.</summary>
    public static bool IsSeenIn(ProgramResult result) => result.Findings.Has(LogKind.Disturbance);
}
