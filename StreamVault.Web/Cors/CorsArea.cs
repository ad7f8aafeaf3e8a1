using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using StreamVault.Core.Settings;

namespace StreamVault.Web.Cors;

/// <summary>
/// Lets players on the sites that the owner allows fetch what a token gives access to, and nothing else. Never allows
/// credentials: only our own pages use the session.
/// </summary>
internal static class CorsArea
{
    private static readonly string[] _streamed = [".m3u8", ".ts", ".vtt", "/key"];

    public static IServiceCollection AddPlayersElsewhere(this IServiceCollection services)
    {
        services.AddSettings<CorsOptions>("StreamVault:Cors");
        return services.AddCors();
    }

    /// <summary>Must come before middleware that rejects other sites: a preflight carries no token.</summary>
    public static void UsePlayersElsewhere(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<CorsOptions>>().Value.Origins;
        if (origins != CorsOptions.None)
        {
            app.UseWhen(
                context => IsStreamed(context.Request.Path),
                streaming => streaming.UseCors(policy => Allow(policy, origins))
            );
        }
    }

    private static bool IsStreamed(PathString path) =>
        path.StartsWithSegments(StreamVaultUrls.ApiVideos, out var rest)
        && rest.Value is { } name
        && _streamed.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private static void Allow(CorsPolicyBuilder policy, string origins) =>
        policy
            .WithOrigins(origins.Split(',', StringSplitOptions.TrimEntries))
            .WithMethods(HttpMethods.Get, HttpMethods.Head)
            .WithHeaders(HeaderNames.Range, HeaderNames.IfRange, HeaderNames.IfNoneMatch)
            .WithExposedHeaders(HeaderNames.AcceptRanges, HeaderNames.ContentRange, HeaderNames.ETag)
            .SetPreflightMaxAge(TimeSpan.FromHours(2));
}
