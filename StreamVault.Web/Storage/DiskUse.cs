using System.Globalization;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Storage;

/// <summary>A part of the disk.</summary>
/// <param name="Kind">The class of its colour.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Bytes">How much it is.</param>
internal sealed record DiskPart(string Kind, string Name, long Bytes)
{
    public string Grow => Bytes.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the disk of the vault holds, in bytes.</summary>
/// <param name="Disk">Its size.</param>
/// <param name="Free">What can still be written.</param>
/// <param name="Videos">What is kept of ready videos.</param>
/// <param name="Uploads">Uploads on their way in, and those not yet prepared.</param>
/// <param name="Work">Finished pieces of videos being prepared.</param>
/// <param name="Originals">Uploaded files of ready videos that are kept.</param>
internal sealed record DiskUse(long Disk, long Free, long Videos, long Uploads, long Work, long Originals = 0)
{
    // Below this an ordinary phone video may not fit any more.
    private const long Tight = 5_000_000_000;

    public bool IsTight => Free < Tight;

    public IReadOnlyList<DiskPart> Parts =>
        [
            new("videos", "Videos", Videos),
            new("originals", "Originals", Originals),
            new("uploads", "Uploads to prepare", Uploads),
            new("work", "Work under way", Work),
            new("other", "Other things on this disk", Math.Max(0, Disk - Free - Videos - Originals - Uploads - Work)),
            new("free", "Free", Free),
        ];

    public string Words => string.Join(", ", Parts.Select(part => $"{part.Name} {ByteText.Of(part.Bytes)}"));
}
