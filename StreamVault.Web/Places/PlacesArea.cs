using StreamVault.Core.Places;

namespace StreamVault.Web.Places;

/// <summary>The towns of the world, which the build embeds in this program.</summary>
internal static class PlacesArea
{
    public static IServiceCollection AddTowns(this IServiceCollection services) => services.AddGazetteer(OpenTowns);

    public static Stream OpenTowns() =>
        typeof(PlacesArea).Assembly.GetManifestResourceStream("towns.txt.gz")
        ?? throw new InvalidOperationException("The build didn't embed the towns.");
}
