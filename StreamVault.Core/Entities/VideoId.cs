using System.Diagnostics.CodeAnalysis;

namespace StreamVault.Core.Entities;

/// <summary>Identifies a video in the database and in every URL. Also the name of its folder and key file.</summary>
/// <param name="Value">A version 7 UUID, so that ids sort by creation time.</param>
public readonly record struct VideoId(Guid Value) : IParsable<VideoId>
{
    /// <summary>Creates a new id.</summary>
    /// <param name="now">The time that the id sorts by.</param>
    public static VideoId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>The id as 32 lower-case hex digits in five groups.</summary>
    public override string ToString() => Value.ToString("D");

    /// <inheritdoc />
    public static VideoId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out VideoId result)
    {
        var parsed = Guid.TryParseExact(s, "D", out var value);
        result = new VideoId(value);
        return parsed;
    }
}
