using StreamVault.Core.Storage;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Uploads;

namespace StreamVault.Web.Library;

/// <summary>What is deleted together with videos.</summary>
/// <param name="Titles">The titles of the videos.</param>
/// <param name="Bytes">The size of all their files.</param>
/// <param name="Links">The number of links that stop working.</param>
/// <param name="Originals">The number of original files.</param>
internal sealed record DeletionSummary(IReadOnlyList<string> Titles, long Bytes, int Links, int Originals = 0)
{
    public DeletionSummary With(string title, long bytes, int links, bool original) =>
        new([.. Titles, title], Bytes + bytes, Links + links, Originals + (original ? 1 : 0));

    /// <summary>The summary as one or two sentences.</summary>
    public string Text =>
        $"This permanently deletes {Readable.Count(Titles.Count, "video", "videos")} ({ByteText.Of(Bytes)})"
        + Originals switch
        {
            0 => ".",
            1 when Titles.Count == 1 => ", including the original file.",
            _ => $", including {Readable.Count(Originals, "original file", "original files")}.",
        }
        + Links switch
        {
            0 => "",
            1 => " 1 link stops working.",
            _ => $" {Links} links stop working.",
        };
}
