using Microsoft.AspNetCore.Http.Features;
using StreamVault.Core.Subtitles;

namespace StreamVault.Web.Subtitles;

/// <summary>The result of reading a form with a subtitle file.</summary>
internal abstract record ReceivedSubtitles
{
    // For the other fields and the boundaries.
    private const int MaxRestBytes = 64 * 1024;

    private ReceivedSubtitles() { }

    /// <summary>The form has a file.</summary>
    public sealed record Read(byte[] File, string FileName, string? Language, string? Label) : ReceivedSubtitles;

    /// <summary>The form has no usable file.</summary>
    public sealed record Refused(string Reason) : ReceivedSubtitles;

    /// <summary>The body is not a form.</summary>
    public sealed record NoForm : ReceivedSubtitles;

    /// <summary>Reads the form of a request, whose endpoint has no body limit.</summary>
    public static async Task<ReceivedSubtitles> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (
            !request.HasFormContentType
            || request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true
        )
        {
            return new NoForm();
        }

        if (request.ContentLength > UploadedSubtitles.MaxBytes + MaxRestBytes)
        {
            return new Refused(UploadedSubtitles.TooLarge);
        }

        var limits = new FormOptions
        {
            MemoryBufferThreshold = UploadedSubtitles.MaxBytes + MaxRestBytes,
            MultipartBodyLengthLimit = UploadedSubtitles.MaxBytes + 1,
            ValueLengthLimit = MaxRestBytes,
            ValueCountLimit = 16,
        };
        try
        {
            var form = await request.ReadFormAsync(limits, cancellationToken);
            if (form.Files.GetFile("file") is not { } file)
            {
                return new Refused("file is missing.");
            }

            var bytes = new byte[file.Length];
            await using var content = file.OpenReadStream();
            await content.ReadExactlyAsync(bytes, cancellationToken);
            return new Read(
                bytes,
                Path.GetFileName(file.FileName.Replace('\\', '/')) is { Length: > 0 } name ? name : "subtitles",
                form["language"],
                form["label"]
            );
        }
        // The reader tells only in words which limit was exceeded.
        catch (InvalidDataException e) when (e.Message.Contains("length limit", StringComparison.OrdinalIgnoreCase))
        {
            return new Refused(UploadedSubtitles.TooLarge);
        }
        catch (Exception e)
            when (e is InvalidDataException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return new Refused("The form isn't valid multipart/form-data.");
        }
    }
}
