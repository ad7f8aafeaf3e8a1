using System.Text;
using StreamVault.Core.Entities;
using StreamVault.Web.Library;

namespace StreamVault.Web.Uploads;

/// <summary>A file's metadata from a tus client: keys with base64-encoded values.</summary>
/// <param name="Details">The filename, title and description.</param>
/// <param name="Filetype">The media type, if any.</param>
internal sealed record TusMetadata(UploadDetails Details, string? Filetype)
{
    private const int MaxLength = 32_000;
    private const int MaxFilenameLength = 1_000;
    private const int MaxFiletypeLength = 200;
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Parses the header. Unknown keys are stored but not used.</summary>
    /// <param name="header">The header's value.</param>
    /// <param name="error">The invalid key, or the header, and what is wrong with it, if the result is null.</param>
    public static TusMetadata? Read(string header, out (string Field, string Fault)? error)
    {
        if (ReadValues(header, out var fault) is not { } values)
        {
            error = (Tus.Metadata, fault!);
            return null;
        }

        var filename = Given(values, "filename") ?? Given(values, "name") ?? "video";
        var filetype = Given(values, "filetype") ?? Given(values, "type");
        var duplicate = Given(values, Duplicates.Field);
        var details = new UploadDetails(
            filename,
            Given(values, "title"),
            Given(values, "description"),
            Duplicates.AreAllowed(duplicate)
        )
        {
            Album = Given(values, UploadDetails.AlbumKey),
        };
        error =
            In("filename", PlainText.Fault("The filename", filename, MaxFilenameLength))
            ?? In("filetype", PlainText.Fault("The file type", filetype, MaxFiletypeLength))
            ?? In("title", LibraryEndpoints.TitleError(details.Title))
            ?? In("description", LibraryEndpoints.DescriptionError(details.Description))
            ?? In(UploadDetails.AlbumKey, PlainText.Fault("The album", details.Album, UploadDetails.MaxAlbumLength))
            ?? In(Duplicates.Field, Duplicates.Error(duplicate))
            ?? In(
                FileOrigin.RelativePathField,
                FileOrigin.RelativePathError(Given(values, FileOrigin.RelativePathField))
            );
        return error is null ? new TusMetadata(details, filetype) : null;

        static (string, string)? In(string field, string? fault) => fault is null ? null : (field, fault);
    }

    private static Dictionary<string, string>? ReadValues(string header, out string? error)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        error = header.Length > MaxLength ? $"{Tus.Metadata} is too long." : null;
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ', 2);
            // HEAD returns the keys in a header, which must be ASCII.
            if (error is null && !Ascii.IsValid(parts[0]))
            {
                error = $"The keys in {Tus.Metadata} must be ASCII.";
            }

            if (error is not null || !TryDecode(parts.ElementAtOrDefault(1) ?? "", out var value))
            {
                error ??= $"The value of {parts[0]} in {Tus.Metadata} must be base64-encoded UTF-8.";
                return null;
            }

            if (!values.TryAdd(parts[0], value))
            {
                error = $"{Tus.Metadata} contains {parts[0]} twice.";
                return null;
            }
        }

        return error is null ? values : null;
    }

    private static bool TryDecode(string base64, out string value)
    {
        try
        {
            value = _strict.GetString(Convert.FromBase64String(base64));
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            value = "";
            return false;
        }
    }

    private static string? Given(Dictionary<string, string> values, string key) =>
        values.TryGetValue(key, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
