using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVault.Core.Recording;

/// <summary>Where a video was recorded.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
/// <param name="Altitude">Meters above sea level; null if unknown.</param>
public sealed partial record Place(double Latitude, double Longitude, double? Altitude)
{
    /// <returns><c>47.3769° N, 8.5417° E, 408 m</c>.</returns>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Abs(Latitude):0.0000}° {(Latitude < 0 ? 'S' : 'N')}, {Math.Abs(Longitude):0.0000}° {(Longitude < 0 ? 'W' : 'E')}{(Altitude is { } metres ? $", {metres:0} m" : "")}"
        );

    /// <summary>Reads ISO 6709 in degrees: <c>+47.3769+008.5417+408.000/</c>.</summary>
    /// <returns>Null for any other format, and for 0°, 0°, which cameras write without a GPS fix.</returns>
    public static Place? Parse(string text)
    {
        var match = Iso6709().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var (latitude, longitude) = (Number(match.Groups["lat"]), Number(match.Groups["lon"]));
        double? altitude = match.Groups["alt"].Success ? Number(match.Groups["alt"]) : null;
        return Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180 || (latitude == 0 && longitude == 0)
            ? null
            : new Place(latitude, longitude, altitude is > -12_000 and < 100_000 ? altitude : null);
    }

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\A(?<lat>[+-][0-9]{1,2}(?:\.[0-9]{1,12})?)(?<lon>[+-][0-9]{1,3}(?:\.[0-9]{1,12})?)(?<alt>[+-][0-9]{1,6}(?:\.[0-9]{1,12})?)?(?:CRS[^/]{0,20})?(?:/|\s*\z)"
    )]
    private static partial Regex Iso6709();
}
