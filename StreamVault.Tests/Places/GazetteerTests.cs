using StreamVault.Core.Places;
using StreamVault.Core.Recording;
using StreamVault.Web.Places;

namespace StreamVault.Tests.Places;

public sealed class GazetteerTests
{
    private static readonly Gazetteer Gazetteer = new(PlacesArea.OpenTowns);

    [Theory]
    [InlineData(47.3769, 8.5417, "Zürich", "Switzerland")]
    [InlineData(52.52, 13.405, "Berlin", "Germany")]
    [InlineData(-33.8568, 151.2153, "Sydney", "Australia")]
    [InlineData(37.7749, -122.4194, "San Francisco", "United States")]
    [InlineData(35.6895, 139.6917, "Tokyo", "Japan")]
    [InlineData(78.22, 15.65, "Longyearbyen", "Svalbard & Jan Mayen")]
    public void Names_the_nearest_town_and_its_country(
        double latitude,
        double longitude,
        string town,
        string country
    ) => Gazetteer.Nearest(new Place(latitude, longitude, null)).Should().Be(new Town(town, country));

    [Theory]
    [InlineData(0, -30)]
    [InlineData(-90, 0)]
    [InlineData(90, 180)]
    [InlineData(40, -180)]
    public void Names_none_far_from_any_town(double latitude, double longitude) =>
        Gazetteer.Nearest(new Place(latitude, longitude, null)).Should().BeNull();

    [Fact]
    public void Finds_a_town_across_the_date_line()
    {
        var east = Gazetteer.Nearest(new Place(-16.8, 179.99, null));
        var west = Gazetteer.Nearest(new Place(-16.8, -179.99, null));

        east!.Country.Should().Be("Fiji");
        west.Should().Be(east);
    }
}
