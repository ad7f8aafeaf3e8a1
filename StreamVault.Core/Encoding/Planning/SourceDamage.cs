using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// Whether FFmpeg reported damage in its source. Its exit code and result don't show damage, so the whole log counts.
/// </summary>
internal static class SourceDamage
{
    /// <summary>Whether it is worth looking for what is missing.</summary>
    public static bool ShowsIn(ProgramResult result) => result.Findings.Has(LogKind.Damage);

    /// <summary>Whether pictures came out that are not as they were meant.</summary>
    public static bool IsSeenIn(ProgramResult result) => result.Findings.Has(LogKind.CorruptFrame);
}
