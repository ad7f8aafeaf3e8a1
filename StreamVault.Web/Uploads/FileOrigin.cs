using System.Globalization;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Uploads;

/// <summary>What a client sends about the file on its device.</summary>
internal static class FileOrigin
{
    /// <summary>When the file was last modified: milliseconds since 1970, or ISO 8601 with an offset.</summary>
    public const string LastModifiedField = "lastModified";

    /// <summary>Its path from the folder that was chosen, with that folder's name.</summary>
    public const string RelativePathField = "relativePath";

    /// <returns>The time; null if none is given.</returns>
    public static DateTimeOffset? LastModified(string? text) =>
        UploadMetadata.Time(text)
        ?? (
            text?.Contains('T', StringComparison.Ordinal) == true
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : null
        );

    /// <summary>Why a modification time is invalid; null if it is valid or none is given.</summary>
    public static string? LastModifiedError(string? text) =>
        text is not null && LastModified(text) is null
            ? $"{LastModifiedField} must be in milliseconds since 1970, or like 2019-07-04T15:30:12Z."
            : null;

    /// <summary>Why a relative path is invalid; null if it is valid or none is given.</summary>
    public static string? RelativePathError(string? text) =>
        PlainText.Fault(RelativePathField, text, UploadMetadata.MaxRelativePathLength);
}
