using System.Globalization;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Storage;

/// <summary>A part of the disk.</summary>
/// <param name="Kind">The CSS class of its color.</param>
/// <param name="Name">The displayed name.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record DiskPart(string Kind, string Name, long Bytes)
{
    public string Grow => Bytes.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The usage of the vault's disk, in bytes.</summary>
/// <param name="Disk">The size of the disk.</param>
/// <param name="Free">The free space.</param>
/// <param name="Videos">The files of ready videos.</param>
/// <param name="Uploads">Uploads that are not encoded yet.</param>
/// <param name="Work">Finished chunks of videos being encoded.</param>
/// <param name="Originals">The uploaded files that are kept for ready videos.</param>
/// <param name="Trash">The files of ready videos in the trash; emptying it frees them.</param>
/// <param name="Unfinished">Uploads that are not complete, and duplicates that the user has not decided on.</param>
internal sealed record DiskUse(
    long Disk,
    long Free,
    long Videos,
    long Uploads,
    long Work,
    long Originals = 0,
    long Trash = 0,
    long Unfinished = 0
)
{
    // Below this, a typical phone video may no longer fit.
    private const long Tight = 5_000_000_000;

    public bool IsTight => Free < Tight;

    /// <summary>The files of ready videos and their originals.</summary>
    public long Library => Videos + Originals;

    public IReadOnlyList<DiskPart> Parts =>
        [
            new("videos", "Videos", Videos),
            new("originals", "Originals", Originals),
            new("trash", "Trash", Trash),
            new("unfinished", "Unfinished uploads and duplicates", Unfinished),
            new("uploads", "Uploads to prepare", Uploads),
            new("work", "Being prepared", Work),
            new(
                "other",
                "Other files",
                Math.Max(0, Disk - Free - Videos - Originals - Trash - Unfinished - Uploads - Work)
            ),
            new("free", "Free", Free),
        ];

    public string Description => string.Join(", ", Parts.Select(part => $"{part.Name} {ByteText.Of(part.Bytes)}"));
}
