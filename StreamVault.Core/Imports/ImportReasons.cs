using StreamVault.Core.Storage;
using StreamVault.Core.Uploads;

namespace StreamVault.Core.Imports;

/// <summary>Explains to the user why a file is not imported.</summary>
internal static class ImportReasons
{
    public const string Empty = "This file is empty (0 bytes). Copy it here again.";

    public const string BeingWritten =
        "Another program is still writing this file. It is imported once that program closes it.";

    public const string NotReadable =
        "StreamVault can't read this file. Grant read permission to the user that runs StreamVault.";

    public const string NotUtf8 = "The name of this file is not UTF-8, so StreamVault can't open it. Rename the file.";

    public const string NotMovable =
        "StreamVault can't move this file. Grant write permission for this folder to the user that runs StreamVault.";

    public static string Of(SpaceShortage shortage) => $"{shortage.Sentence} Free up space on the vault's disk.";

    public static string Of(UploadOutcome outcome) =>
        outcome switch
        {
            UploadOutcome.NotVideo(var reason) => reason,
            UploadOutcome.TooLarge(var limit) =>
                $"This file is too large: the limit is {ByteText.Of(limit)}. Raise the setting "
                    + "StreamVault:Uploads:MaxBytes, then try again.",
            UploadOutcome.NotEnoughSpace(var shortage) => Of(shortage),
            // This text is shown without a password.
            UploadOutcome.Duplicate({ IsPrivate: true }) =>
                "You already have this video; it is private. Delete this file, or upload it in the browser and choose Add "
                    + "anyway.",
            UploadOutcome.Duplicate({ TrashedAt: not null } existing) =>
                $"You already have this video: \u201c{existing.Title}\u201d. It is in the trash: restore it there, or delete "
                    + "it there and try again.",
            UploadOutcome.Duplicate(var existing) =>
                $"You already have this video: \u201c{existing.Title}\u201d. Delete this file, or upload it in the browser "
                    + "and choose Add anyway.",
            UploadOutcome.Damaged =>
                "The copy in the vault differs from the file. The vault's disk may be failing: check it, then try again. The "
                    + "original is unchanged.",
            _ => throw new InvalidOperationException($"Unknown refusal {outcome}."),
        };
}
