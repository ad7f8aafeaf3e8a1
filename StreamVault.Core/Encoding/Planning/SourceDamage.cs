using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// Whether FFmpeg reported damage in the source. Its exit code and output don't show damage, so the whole log is searched.
/// </summary>
internal static class SourceDamage
{
    /// <summary>Whether to search for missing frames.</summary>
    public static bool ShowsIn(ProgramResult result) => result.Findings.Has(LogKind.Damage);

    /// <summary>Whether frames were decoded with visible errors.</summary>
    public static bool HasCorruptFrames(ProgramResult result) => result.Findings.Has(LogKind.CorruptFrame);
}
