using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Persistence;

/// <summary>Ids as lower-case text, as in URLs and folder names.</summary>
internal sealed class LowerCaseUuid() : ValueConverter<Guid, string>(id => id.ToString("D"), text => Guid.Parse(text));

internal sealed class VideoIdUuid()
    : ValueConverter<VideoId, string>(id => id.ToString(), text => new VideoId(Guid.Parse(text)));

internal sealed class JobIdUuid()
    : ValueConverter<JobId, string>(id => id.ToString(), text => new JobId(Guid.Parse(text)));

internal sealed class AlbumIdUuid()
    : ValueConverter<AlbumId, string>(id => id.ToString(), text => new AlbumId(Guid.Parse(text)));

internal sealed class EdtfText()
    : ValueConverter<EdtfDate, string>(date => date.Text, text => EdtfDate.Parse(text, null));

internal sealed class SecretHashText()
    : ValueConverter<SecretHash, string>(hash => hash.ToString(), text => SecretHash.Parse(text));

/// <summary>
/// Times as fixed-width UTC text. EF's SQLite provider can neither compare nor order DateTimeOffset; this text sorts
/// like the times and is readable in the sqlite3 shell.
/// </summary>
internal sealed class UtcText() : ValueConverter<DateTimeOffset, string>(time => Write(time), text => Read(text))
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    private static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>Times of day as <c>22:00</c>.</summary>
internal sealed class HourAndMinute() : ValueConverter<TimeOnly, string>(time => Write(time), text => Read(text))
{
    private static string Write(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly Read(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Enum names in snake case, as in the HTTP API: <c>disk_full</c>.</summary>
internal sealed class SnakeCaseName<TEnum>() : ValueConverter<TEnum, string>(value => Write(value), text => Read(text))
    where TEnum : struct, Enum
{
    private static string Write(TEnum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static TEnum Read(string text) =>
        Enum.Parse<TEnum>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
