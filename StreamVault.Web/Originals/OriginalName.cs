using StreamVault.Core.Entities;

namespace StreamVault.Web.Originals;

/// <summary>What an original is called when it is downloaded.</summary>
internal static class OriginalName
{
    /// <returns>The name the file had, without the folders it lay in.</returns>
    public static string Of(Video video)
    {
        var name = video.OriginalFilename;
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return bare.Length == 0 ? "video" : bare;
    }
}
