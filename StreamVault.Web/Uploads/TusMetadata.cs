using System.Text;
using StreamVault.Core.Entities;
using StreamVault.Web.Library;

namespace StreamVault.Web.Uploads;

/// <summary>What a tus client says about a file: keys, each with a value in base64.</summary>
/// <param name="Details">Name, title and description.</param>
/// <param name="Filetype">The media type, if any.</param>
internal sealed record TusMetadata(UploadDetails Details, string? Filetype)
{
    private const int MaxLength = 32_000;
    private const int MaxFilenameLength = 1_000;
    private const int MaxFiletypeLength = 200;
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the header; what else a client says is kept, and not used.</summary>
    /// <param name="header">The header's value.</param>
    /// <param name="fault">What is wrong with it, when the result is null.</param>
    public static TusMetadata? Read(string header, out string? fault)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        fault = header.Length > MaxLength ? $"{Tus.Metadata} is too long." : null;
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ', 2);
            // HEAD sends the keys back in a header, which holds ASCII alone.
            if (fault is null && !Ascii.IsValid(parts[0]))
            {
                fault = $"A key in {Tus.Metadata} holds letters other than ASCII.";
            }

            if (fault is not null || !TryDecode(parts.ElementAtOrDefault(1) ?? "", out var value))
            {
                fault ??= $"The value of {parts[0]} in {Tus.Metadata} is no UTF-8 text in base64.";
                return null;
            }

            if (!values.TryAdd(parts[0], value))
            {
                fault = $"{Tus.Metadata} names {parts[0]} twice.";
                return null;
            }
        }

        var filename = Given(values, "filename") ?? Given(values, "name") ?? "video";
        var filetype = Given(values, "filetype") ?? Given(values, "type");
        var duplicate = Given(values, Duplicates.Field);
        var details = new UploadDetails(
            filename,
            Given(values, "title"),
            Given(values, "description"),
            Duplicates.AreAllowed(duplicate)
        );
        fault ??=
            PlainText.Fault("The file's name", filename, MaxFilenameLength)
            ?? PlainText.Fault("The file's type", filetype, MaxFiletypeLength)
            ?? LibraryEndpoints.TitleFault(details.Title)
            ?? LibraryEndpoints.DescriptionFault(details.Description)
            ?? Duplicates.Fault(duplicate);
        return fault is null ? new TusMetadata(details, filetype) : null;
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
