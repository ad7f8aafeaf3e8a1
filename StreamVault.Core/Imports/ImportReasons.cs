using System.Globalization;
using StreamVault.Core.Uploads;

namespace StreamVault.Core.Imports;

/// <summary>Why a file is not taken in, in sentences for a person.</summary>
internal static class ImportReasons
{
    public const string Empty = "This file is empty (0 bytes). Copy it here again from where it came.";

    public const string MayNotBeRead =
        "StreamVault may not read this file. Give the account under which it runs the right to read it.";

    public const string NameIsNoText =
        "Its name is not UTF-8, so that StreamVault can't open it. Rename it, and it is imported.";

    public const string MayNotBeMoved =
        "StreamVault may not move this file. Give the account under which it runs the right to change this folder.";

    public static string Of(UploadOutcome outcome) =>
        outcome switch
        {
            UploadOutcome.NotVideo(var reason) => reason,
            UploadOutcome.TooLarge(var limit) =>
                $"This file is too large: at most {Megabytes(limit)} are taken. Raise the setting "
                    + "StreamVault:Uploads:MaxBytes, then move the file back.",
            UploadOutcome.NoRoom(var needed, var free, _) =>
                $"The disk of the vault has no room for it: {Megabytes(needed)} are needed and {Megabytes(free)} are free. "
                    + "Delete something, or give the vault a larger disk; it comes in by itself then.",
            UploadOutcome.Duplicate(var existing) =>
                $"The vault has this video already, byte for byte: \u201c{existing.Title}\u201d. Delete this file, or add it in "
                    + "the browser and choose Add anyway.",
            UploadOutcome.Damaged =>
                "The disk of the vault does not hold what was copied to it. Look at that disk, then try again; the original is "
                    + "untouched.",
            _ => throw new InvalidOperationException($"A file was refused as {outcome}."),
        };

    private static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1e6):0} MB");
}
