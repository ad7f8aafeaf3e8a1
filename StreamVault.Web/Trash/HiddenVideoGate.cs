using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;
using StreamVault.Web.Security;
using Viewer = StreamVault.Web.Accounts.Viewer;

namespace StreamVault.Web.Trash;

/// <summary>
/// Returns 404 for everything below the address of a video that is in the trash, or private and locked. A link to a
/// private video still works: its owner shared it.
/// </summary>
internal static class HiddenVideoGate
{
    private const string Prefix = StreamVaultUrls.ApiVideos + "/{id";

    /// <summary>Call it after authorization, so that strangers don't learn which videos exist.</summary>
    public static void UseHiddenVideoGate(this WebApplication app)
    {
        var hidden = app.Services.GetRequiredService<VideoLibrary>().Hidden;
        var tokens = app.Services.GetRequiredService<AccessTokens>();
        app.Use(
            (context, next) =>
                VideoOf(context) is { } id && IsHidden(context, id, hidden, tokens)
                    ? Refusals.NoSuchVideo().ExecuteAsync(context)
                    : next(context)
        );
    }

    private static VideoId? VideoOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern }
        && pattern.StartsWith(Prefix, StringComparison.Ordinal)
        && VideoId.TryParse(context.GetRouteValue("id") as string, null, out var id)
            ? id
            : null;

    private static bool IsHidden(HttpContext context, VideoId id, HiddenVideos hidden, AccessTokens tokens) =>
        // Where a token gives access, only the token counts. A wrong one is refused later.
        context.GetEndpoint()?.Metadata.GetMetadata<MediaContent>()
            is not null
        && context.Request.Query.TryGetValue("token", out var secret)
            ? tokens.Find(secret.ToString()) is { } token && token.VideoId == id && tokens.IsOff(token)
            : context.User.Identity is { IsAuthenticated: true } && hidden.IsHidden(id, Viewer.SeesPrivate(context));
}
