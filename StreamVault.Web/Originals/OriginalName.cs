using StreamVault.Core.Entities;

namespace StreamVault.Web.Originals;

/// <summary>The file name of a downloaded original.</summary>
internal static class OriginalName
{
    /// <returns>The original file name, without folders.</returns>
    public static string Of(Video video)
    {
        var name = video.OriginalFilename;
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return bare.Length == 0 ? "video" : bare;
    }
}
