using StreamVault.Core.Settings;

namespace StreamVault.Web.Streaming;

/// <summary>What players fetch: playlists, the key and segments, for a token or the signed-in session.</summary>
internal static class StreamingArea
{
    private static readonly string[] _getAndHead = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddStreaming(this IServiceCollection services)
    {
        services.AddSettings<StreamingOptions>("StreamVault:Streaming");
        return services
            .AddSingleton<PlaylistCache>()
            .AddSingleton<HotSegments>()
            .AddSingleton<DirectAnswers>()
            .AddSingleton<WrongTokens>()
            .AddSingleton<LinkChecks>()
            .AddSingleton<MatcherPolicy, PlayersOnlyPolicy>()
            .AddSingleton<StreamAdmission>()
            .AddSingleton<SentBytes>();
    }

    /// <summary>Puts the short way before everything else.</summary>
    public static void UseDirectAnswers(this WebApplication app)
    {
        var answers = app.Services.GetRequiredService<DirectAnswers>();
        app.Use(next => context => answers.AnswerAsync(context, next));
    }

    public static void MapStreaming(this IEndpointRouteBuilder app)
    {
        var stream = app.MapGroup(StreamVaultUrls.ApiVideos + "/{id:guid}")
            .WithTags("Streaming")
            .AddEndpointFilter<StreamAccess>();
        stream
            .MapMethods("master.m3u8", _getAndHead, PlaylistEndpoints.Multivariant)
            .WithSummary("Get the multivariant playlist");
        stream
            .MapMethods("{quality}.m3u8", _getAndHead, PlaylistEndpoints.Media)
            .WithSummary("Get the media playlist of a quality");
        stream.MapMethods("key", _getAndHead, KeyEndpoint.Key).WithSummary("Get the AES-128 key");
        stream.MapMethods("{quality}/{segment}", _getAndHead, SegmentEndpoint.Segment).WithSummary("Get a segment");
        var link = app.MapGroup(StreamVaultUrls.LinkPageTemplate).WithTags("Streaming").AllowAnonymous();
        link.MapGet("", LinkEndpoint.Play)
            .WithMetadata(PlayersOnly.Instance)
            .WithSummary("Open a link: players get the multivariant playlist, browsers a page");
        link.MapMethods("", [HttpMethods.Head], LinkEndpoint.Head)
            .WithSummary("Check a link: a redirect for players, the status of the page for browsers");
    }
}
