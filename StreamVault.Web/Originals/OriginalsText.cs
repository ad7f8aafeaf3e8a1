using StreamVault.Core.Entities;

namespace StreamVault.Web.Originals;

/// <summary>Display text for the choices for originals.</summary>
internal static class OriginalsText
{
    /// <summary>The choices, with the recommended one first.</summary>
    public static IReadOnlyList<OriginalsPolicy> Choices { get; } = [OriginalsPolicy.Keep, OriginalsPolicy.Delete];

    public static string Name(OriginalsPolicy policy) =>
        policy switch
        {
            OriginalsPolicy.Keep => "Keep them (recommended)",
            _ => "Delete them after each video is checked",
        };

    public static string Meaning(OriginalsPolicy policy) =>
        policy switch
        {
            OriginalsPolicy.Keep =>
                "The original files stay available for download. This needs several times the space.",
            _ =>
                "Saves space, but only the prepared video remains, which is re-encoded in at most 1080p. A deleted original "
                    + "can't be restored. If anything is missing from the prepared video, the original is kept.",
        };
}
