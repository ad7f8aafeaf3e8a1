using StreamVault.Web.Uploads;

namespace StreamVault.Web.Library;

/// <summary>What goes when videos are deleted.</summary>
/// <param name="Titles">Their titles.</param>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">How much room they take.</param>
/// <param name="Links">How many links stop working.</param>
/// <param name="Originals">How many originals are among the files.</param>
internal sealed record Losses(IReadOnlyList<string> Titles, int Files, long Bytes, int Links, int Originals = 0)
{
    public Losses With(string title, int files, long bytes, int links, bool original) =>
        new([.. Titles, title], Files + files, Bytes + bytes, Links + links, Originals + (original ? 1 : 0));

    public string Words =>
        $"{Readable.Count(Files, "file", "files")} ({ByteText.Of(Bytes)}) {(Files == 1 ? "goes" : "go")} for good"
        + Originals switch
        {
            0 => "",
            1 when Titles.Count == 1 => ", the original among them",
            _ => $", {Readable.Count(Originals, "original", "originals")} among them",
        }
        + Links switch
        {
            0 => ".",
            1 => ", and 1 link stops working.",
            _ => $", and {Links} links stop working.",
        };
}
