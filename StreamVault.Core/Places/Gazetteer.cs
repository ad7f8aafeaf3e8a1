using System.Globalization;
using System.IO.Compression;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Places;

/// <summary>
/// Finds the nearest town. The towns are read at the first call and take about 8 MB. Thread-safe.
/// </summary>
/// <param name="open">
/// Opens the towns as compressed text: lines of a country's code and name; an empty line; then lines of latitude,
/// longitude, country code and name. Values are separated by tabs.
/// </param>
public sealed class Gazetteer(Func<Stream> open)
{
    /// <summary>The distance from which a town no longer says where a video was filmed.</summary>
    public const double MaxKilometres = 100;

    private const double EarthRadius = 6371;
    private const double KilometresPerDegree = 111.2;
    private const int Rows = 180;
    private const int Columns = 360;
    private readonly Lazy<Towns> _towns = new(() => Read(open));

    /// <summary>Finds the town nearest to a place.</summary>
    /// <returns>Null if there is none within <see cref="MaxKilometres"/>.</returns>
    public Town? Nearest(Place place)
    {
        var towns = _towns.Value;
        var (nearest, least) = (-1, MaxKilometres);
        foreach (var cell in Cells(place))
        {
            for (var at = towns.Starts[cell]; at < towns.Starts[cell + 1]; at++)
            {
                var kilometres = Distance(place, towns.Latitudes[at], towns.Longitudes[at]);
                if (kilometres < least)
                {
                    (nearest, least) = (at, kilometres);
                }
            }
        }

        return nearest < 0 ? null : new Town(towns.Names[nearest], towns.Countries[towns.CountryOf[nearest]]);
    }

    // The cells of one degree that are within reach. A degree of longitude is shorter near the poles.
    private static IEnumerable<int> Cells(Place place)
    {
        var reach = MaxKilometres / KilometresPerDegree;
        var (south, north) = (Math.Max(-90, place.Latitude - reach), Math.Min(90, place.Latitude + reach));
        var narrowest = Math.Cos(Math.Max(Math.Abs(south), Math.Abs(north)) * Math.PI / 180);
        var wide = narrowest < 0.01 ? 180 : Math.Min(180, reach / narrowest);
        var (first, last) = (RowOf(south), RowOf(north));
        var west = (int)Math.Floor(place.Longitude - wide);
        var count = Math.Min(Columns, (int)Math.Floor(place.Longitude + wide) - west + 1);
        for (var row = first; row <= last; row++)
        {
            for (var column = 0; column < count; column++)
            {
                yield return (row * Columns) + ColumnOf(west + column);
            }
        }
    }

    private static int RowOf(double latitude) => Math.Clamp((int)Math.Floor(latitude + 90), 0, Rows - 1);

    private static int ColumnOf(double longitude) => (((int)Math.Floor(longitude) + 180) % Columns + Columns) % Columns;

    // The haversine formula.
    private static double Distance(Place from, double latitude, double longitude)
    {
        var (a, b) = (from.Latitude * Math.PI / 180, latitude * Math.PI / 180);
        var (across, along) = (Math.Sin((b - a) / 2), Math.Sin((longitude - from.Longitude) * Math.PI / 360));
        var half = (across * across) + (Math.Cos(a) * Math.Cos(b) * along * along);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    private static Towns Read(Func<Stream> open)
    {
        using var reader = new StreamReader(new GZipStream(open(), CompressionMode.Decompress));
        var countries = new List<string>();
        var codes = new Dictionary<string, byte>(StringComparer.Ordinal);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            codes.Add(line[..2], (byte)countries.Count);
            countries.Add(line[3..]);
        }

        var towns = new List<(float Latitude, float Longitude, byte Country, string Name)>();
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split('\t', 4);
            towns.Add(
                (
                    float.Parse(parts[0], CultureInfo.InvariantCulture),
                    float.Parse(parts[1], CultureInfo.InvariantCulture),
                    codes[parts[2]],
                    parts[3]
                )
            );
        }

        return Towns.Of(countries, towns);
    }

    private sealed record Towns(
        IReadOnlyList<string> Countries,
        int[] Starts,
        float[] Latitudes,
        float[] Longitudes,
        byte[] CountryOf,
        string[] Names
    )
    {
        // Sorted by cell, so that the towns of a cell follow each other.
        public static Towns Of(
            IReadOnlyList<string> countries,
            List<(float Latitude, float Longitude, byte Country, string Name)> towns
        )
        {
            var cells = towns.Select(town => (RowOf(town.Latitude) * Columns) + ColumnOf(town.Longitude)).ToArray();
            var sorted = towns.ToArray();
            Array.Sort(cells, sorted);
            var starts = new int[(Rows * Columns) + 1];
            foreach (var cell in cells)
            {
                starts[cell + 1]++;
            }

            for (var cell = 1; cell < starts.Length; cell++)
            {
                starts[cell] += starts[cell - 1];
            }

            return new Towns(
                countries,
                starts,
                [.. sorted.Select(town => town.Latitude)],
                [.. sorted.Select(town => town.Longitude)],
                [.. sorted.Select(town => town.Country)],
                [.. sorted.Select(town => town.Name)]
            );
        }
    }
}
