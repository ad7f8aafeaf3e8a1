using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Throttling;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

internal static class PlaylistEndpoints
{
    public const string ContentType = "application/vnd.apple.mpegurl";

    /// <summary>The multivariant playlist, which lists the qualities. A GET request for it counts as a play.</summary>
    public static Results<BytesResult, ProblemHttpResult> Multivariant(
        VideoId id,
        PlaylistCache playlists,
        AccessTokens tokens,
        DamageReports damage,
        HttpContext context
    )
    {
        if (playlists.Find(id, null) is not { } playlist)
        {
            damage.Report(id);
            return Refusals.NotFound("This video can't be played yet.");
        }

        var token = TokenFilter.TokenOf(context);
        // Programs that check links send HEAD requests.
        if (token is not null && HttpMethods.IsGet(context.Request.Method))
        {
            tokens.MarkPlayed(token, RemoteAddress.Of(context.Connection.RemoteIpAddress));
        }

        return Result(playlist, token);
    }

    /// <summary>The media playlist of a quality, audio track or subtitles: its segments and the URL of their key.</summary>
    public static Results<BytesResult, ProblemHttpResult> Media(
        VideoId id,
        string quality,
        PlaylistCache playlists,
        AccessTokens tokens,
        DamageReports damage,
        HttpContext context
    )
    {
        if (!StoredNames.IsRendition(quality) || playlists.Find(id, quality) is not { } playlist)
        {
            damage.Report(id);
            return Refusals.NotFound("This video has no such quality.");
        }

        var token = TokenFilter.TokenOf(context);
        if (token is not null)
        {
            tokens.MarkUsed(token, RemoteAddress.Of(context.Connection.RemoteIpAddress));
        }

        return Result(playlist, token);
    }

    private static BytesResult Result(CachedPlaylist playlist, AccessToken? token)
    {
        var text = playlist.For(token?.Token);
        return new BytesResult(text.Bytes, ContentType, text.Tag);
    }
}
