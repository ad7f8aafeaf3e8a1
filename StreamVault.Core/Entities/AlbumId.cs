using System.Diagnostics.CodeAnalysis;

namespace StreamVault.Core.Entities;

/// <summary>Identifies an album in the database and in every URL.</summary>
/// <param name="Value">A version 7 UUID.</param>
public readonly record struct AlbumId(Guid Value) : IParsable<AlbumId>
{
    /// <summary>Creates a new id.</summary>
    /// <param name="now">The time that the id sorts by.</param>
    public static AlbumId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>The id as 32 lower-case hex digits in five groups.</summary>
    public override string ToString() => Value.ToString("D");

    /// <inheritdoc />
    public static AlbumId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AlbumId result)
    {
        var parsed = Guid.TryParseExact(s, "D", out var value);
        result = new AlbumId(value);
        return parsed;
    }
}
