using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using StreamVault.Core.Entities;
using StreamVault.Core.Uploads;
using StreamVault.Web.Library;

namespace StreamVault.Web.Uploads;

/// <summary>The result of reading a multipart body.</summary>
internal abstract record MultipartOutcome
{
    private MultipartOutcome() { }

    public sealed record Received(UploadDetails Details) : MultipartOutcome;

    public sealed record Refused(UploadOutcome Why) : MultipartOutcome;

    public sealed record Malformed(string Error) : MultipartOutcome;

    public sealed record NotMultipart : MultipartOutcome;
}

/// <summary>Reads an upload form (RFC 7578) as a stream. Fields may come in any order; the file goes straight to disk.</summary>
internal static class MultipartUpload
{
    private const int MaxFilenameLength = 1_000;
    private const int MaxFieldBytes = 64 << 10;

    public static async Task<MultipartOutcome> ReadAsync(
        HttpRequest request,
        IncomingUpload upload,
        CancellationToken cancellationToken
    )
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary
        )
        {
            return new MultipartOutcome.NotMultipart();
        }

        var reader = new MultipartReader(boundary.ToString(), request.Body);
        string? filename = null;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? "").ToString();
            if (name != "file")
            {
                if (await ReadFieldAsync(section, cancellationToken) is not { } text)
                {
                    return new MultipartOutcome.Malformed($"The field {name} is too long.");
                }

                fields[name] = text;
            }
            else if (filename is not null)
            {
                return new MultipartOutcome.Malformed("Send one file at a time.");
            }
            else
            {
                filename = FilenameOf(disposition!);
                if ((PlainText.Fault("The filename", filename, MaxFilenameLength) ?? DetailsError(fields)) is { } early)
                {
                    return new MultipartOutcome.Malformed(early);
                }

                if (await upload.ReceiveAsync(section.Body, cancellationToken) is { } refusal)
                {
                    return new MultipartOutcome.Refused(refusal);
                }
            }
        }

        return filename is null ? new MultipartOutcome.Malformed("The form has no field named file.")
            : DetailsError(fields) is { } error ? new MultipartOutcome.Malformed(error)
            : new MultipartOutcome.Received(
                new UploadDetails(
                    filename,
                    Given(fields, "title"),
                    Given(fields, "description"),
                    Duplicates.AreAllowed(Given(fields, Duplicates.Field))
                )
                {
                    LastModified = FileOrigin.LastModified(Given(fields, FileOrigin.LastModifiedField)),
                    RelativePath = Given(fields, FileOrigin.RelativePathField),
                    Album = Given(fields, UploadDetails.AlbumKey),
                }
            );
    }

    private static string? DetailsError(Dictionary<string, string> fields) =>
        LibraryEndpoints.TitleError(Given(fields, "title"))
        ?? LibraryEndpoints.DescriptionError(Given(fields, "description"))
        ?? PlainText.Fault("The album", Given(fields, UploadDetails.AlbumKey), UploadDetails.MaxAlbumLength)
        ?? Duplicates.Error(Given(fields, Duplicates.Field))
        ?? FileOrigin.LastModifiedError(Given(fields, FileOrigin.LastModifiedField))
        ?? FileOrigin.RelativePathError(Given(fields, FileOrigin.RelativePathField));

    private static string? Given(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static string FilenameOf(ContentDispositionHeaderValue disposition)
    {
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        var bare = HeaderUtilities.RemoveQuotes(name).ToString();
        return bare.Length == 0 ? "video" : bare;
    }

    private static async Task<string?> ReadFieldAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        var read = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, false, cancellationToken);
        return read > MaxFieldBytes ? null : Encoding.UTF8.GetString(bytes, 0, read);
    }
}
