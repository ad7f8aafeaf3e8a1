using StreamVault.Core.Settings;
using StreamVault.Web.Security;

namespace StreamVault.Web.Streaming;

/// <summary>Playlists, keys and segments, for clients with a token or a signed-in session.</summary>
internal static class StreamingArea
{
    private static readonly string[] _getAndHead = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddStreaming(this IServiceCollection services)
    {
        services.AddSettings<StreamingOptions>("StreamVault:Streaming");
        return services
            .AddSingleton<PlaylistCache>()
            .AddSingleton<WrongTokenThrottle>()
            .AddSingleton<LinkChecks>()
            .AddSingleton<MatcherPolicy, PlayersOnlyPolicy>();
    }

    public static void MapStreaming(this IEndpointRouteBuilder app)
    {
        var stream = app.MapGroup(StreamVaultUrls.ApiVideos + "/{id:guid}")
            .WithTags("Streaming")
            .RequireTokenOrSession()
            .AddEndpointFilter<ViewerLimitFilter>();
        stream
            .MapMethods("master.m3u8", _getAndHead, PlaylistEndpoints.Multivariant)
            .Produces<string>(StatusCodes.Status200OK, PlaylistEndpoints.ContentType)
            .WithSummary("Get the multivariant playlist");
        stream
            .MapMethods("{quality}.m3u8", _getAndHead, PlaylistEndpoints.Media)
            .Produces<string>(StatusCodes.Status200OK, PlaylistEndpoints.ContentType)
            .WithSummary("Get the media playlist of a quality");
        stream.MapMethods("key", _getAndHead, KeyEndpoint.Key).WithSummary("Get the AES-128 key");
        stream
            .MapMethods("{quality}/{segment}", _getAndHead, SegmentEndpoint.Segment)
            .AddEndpointFilter<PlaybackFilter>()
            .AddEndpointFilter<SentBytesFilter>()
            .WithSummary("Get a segment");

        var link = app.MapGroup(StreamVaultUrls.LinkPageTemplate).WithTags("Streaming").AllowAnonymous();
        link.MapGet("", LinkEndpoint.Play)
            .WithMetadata(PlayersOnly.Instance)
            .WithSummary("Open a link: players get the multivariant playlist, browsers a page");
        link.MapMethods("", [HttpMethods.Head], LinkEndpoint.Head)
            .WithSummary("Check a link: a redirect for players, the status of the page for browsers");
    }

    /// <summary>
    /// Requires a token for the requested video or a signed-in session; the route must have a parameter <c>id</c>. Pages of
    /// other sites may embed responses to requests with a token.
    /// </summary>
    public static TBuilder RequireTokenOrSession<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter<TBuilder, TokenFilter>().WithMetadata(MediaContent.Instance);
}
