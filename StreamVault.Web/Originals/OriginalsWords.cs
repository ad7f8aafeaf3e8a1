using StreamVault.Core.Originals;

namespace StreamVault.Web.Originals;

/// <summary>What can happen to originals, in a person's words.</summary>
internal static class OriginalsWords
{
    public static string Name(OriginalsPolicy policy) =>
        policy switch
        {
            OriginalsPolicy.Keep => "Keep them",
            _ => "Delete them once the video is checked",
        };

    public static string Meaning(OriginalsPolicy policy) =>
        policy switch
        {
            OriginalsPolicy.Keep =>
                "Each file stays as it came, beside its video, and can be downloaded. Often takes several times the room.",
            _ =>
                "The default. Every segment is looked at first, and what did not come over whole is kept all the same.",
        };
}
