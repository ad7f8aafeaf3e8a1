using StreamVault.Web.Components.Shared;
using StreamVault.Web.Uploads;

namespace StreamVault.Web.Library;

/// <summary>What goes when videos are deleted.</summary>
/// <param name="Titles">Their titles.</param>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">How much room they take.</param>
/// <param name="Links">How many links stop working.</param>
internal sealed record Losses(IReadOnlyList<string> Titles, int Files, long Bytes, int Links)
{
    public Losses With(string title, int files, long bytes, int links) =>
        new([.. Titles, title], Files + files, Bytes + bytes, Links + links);

    public string Words =>
        $"{Readable.Count(Files, "file", "files")} ({ByteText.Of(Bytes)}) {(Files == 1 ? "goes" : "go")} for good"
        + Links switch
        {
            0 => ".",
            1 => ", and 1 link stops working.",
            _ => $", and {Links} links stop working.",
        };
}
