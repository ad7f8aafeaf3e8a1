using System.Text;
using Microsoft.AspNetCore.Connections;
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

    /// <summary>The form or one of its fields is invalid.</summary>
    /// <param name="Field">The field; <c>body</c> for the whole form.</param>
    /// <param name="Error">What is wrong, as a sentence.</param>
    public sealed record Malformed(string Field, string Error) : MultipartOutcome;

    public sealed record NotMultipart : MultipartOutcome;
}

/// <summary>Reads an upload form (RFC 7578) as a stream. Fields may come in any order; the file goes straight to disk.</summary>
internal static class MultipartUpload
{
    private const string Body = "body";
    private const string File = "file";
    private const string Truncated = "The form ends in the middle: its closing boundary is missing. Send it again.";
    private const string Unreadable = "The form isn't valid multipart/form-data: the header of a field is too long.";
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

        try
        {
            return await ReadFormAsync(
                new MultipartReader(boundary.ToString(), request.Body),
                upload,
                cancellationToken
            );
        }
        catch (InvalidDataException)
        {
            return new MultipartOutcome.Malformed(Body, Unreadable);
        }
        catch (TruncatedFormException)
        {
            return new MultipartOutcome.Malformed(Body, Truncated);
        }
    }

    private static async Task<MultipartOutcome> ReadFormAsync(
        MultipartReader reader,
        IncomingUpload upload,
        CancellationToken cancellationToken
    )
    {
        string? filename = null;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await NextAsync(reader, cancellationToken) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? "").ToString();
            if (name != File)
            {
                if (await ReadFieldAsync(section, cancellationToken) is not { } text)
                {
                    return new MultipartOutcome.Malformed(name, $"The field {name} is too long.");
                }

                fields[name] = text;
            }
            else if (filename is not null)
            {
                return new MultipartOutcome.Malformed(File, "Send one file at a time.");
            }
            else
            {
                filename = FilenameOf(disposition!);
                if (PlainText.Fault("The filename", filename, MaxFilenameLength) is { } badName)
                {
                    return new MultipartOutcome.Malformed(File, badName);
                }

                if (DetailsError(fields) is { } early)
                {
                    return early;
                }

                if (await ReceiveAsync(section, upload, cancellationToken) is { } refusal)
                {
                    return new MultipartOutcome.Refused(refusal);
                }
            }
        }

        return filename is null ? new MultipartOutcome.Malformed(File, "The form has no field named file.")
            : DetailsError(fields) is { } error ? error
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

    private static MultipartOutcome.Malformed? DetailsError(Dictionary<string, string> fields)
    {
        return Fault("title", LibraryEndpoints.TitleError)
            ?? Fault("description", LibraryEndpoints.DescriptionError)
            ?? Fault(UploadDetails.AlbumKey, album => PlainText.Fault("The album", album, UploadDetails.MaxAlbumLength))
            ?? Fault(Duplicates.Field, Duplicates.Error)
            ?? Fault(FileOrigin.LastModifiedField, FileOrigin.LastModifiedError)
            ?? Fault(FileOrigin.RelativePathField, FileOrigin.RelativePathError);

        MultipartOutcome.Malformed? Fault(string field, Func<string?, string?> check) =>
            check(Given(fields, field)) is { } error ? new MultipartOutcome.Malformed(field, error) : null;
    }

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
        try
        {
            var read = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, false, cancellationToken);
            return read > MaxFieldBytes ? null : Encoding.UTF8.GetString(bytes, 0, read);
        }
        catch (IOException e) when (EndsEarly(e))
        {
            throw new TruncatedFormException(e);
        }
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (IOException e) when (EndsEarly(e))
        {
            throw new TruncatedFormException(e);
        }
    }

    private static async Task<UploadOutcome?> ReceiveAsync(
        MultipartSection section,
        IncomingUpload upload,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await upload.ReceiveAsync(section.Body, cancellationToken);
        }
        // A failing disk throws other exceptions of the same type.
        catch (IOException e) when (ReferenceEquals(e, upload.Interruption) && EndsEarly(e))
        {
            throw new TruncatedFormException(e);
        }
    }

    // The reader's own exception, not that of a connection that broke or of a request that Kestrel refuses.
    private static bool EndsEarly(IOException e) => e is not (BadHttpRequestException or ConnectionResetException);

    private sealed class TruncatedFormException(IOException cause) : Exception(Truncated, cause);
}
