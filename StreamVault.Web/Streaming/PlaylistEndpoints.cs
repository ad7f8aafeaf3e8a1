using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

internal static class PlaylistEndpoints
{
    /// <summary>The multivariant playlist: which qualities there are.</summary>
    public static Results<PlaylistResult, ProblemHttpResult> Multivariant(
        VideoId id,
        PlaylistCache playlists,
        AccessTokens tokens,
        DamageReports damage,
        HttpContext context
    )
    {
        if (playlists.Find(id, null) is not { } found)
        {
            damage.Report(id);
            return Refusals.NotFound("This video can't be played yet.");
        }

        return Answer(found, StreamAccess.TokenOf(context), isBeginning: true, tokens, context);
    }

    /// <summary>The media playlist of a quality, a sound track or subtitles: its segments and the key that opens them.</summary>
    public static Results<PlaylistResult, ProblemHttpResult> Media(
        VideoId id,
        string quality,
        PlaylistCache playlists,
        AccessTokens tokens,
        DamageReports damage,
        HttpContext context
    )
    {
        if (!StoredNames.IsRendition(quality) || playlists.Find(id, quality) is not { } found)
        {
            damage.Report(id);
            return Refusals.NotFound("This video has no such quality.");
        }

        return Answer(found, StreamAccess.TokenOf(context), isBeginning: false, tokens, context);
    }

    /// <summary>The playlist as this caller gets it; notes that the token was used.</summary>
    /// <param name="found">The playlist.</param>
    /// <param name="token">What opened the request; null for the session.</param>
    /// <param name="isBeginning">Whether who asks for it begins to play.</param>
    /// <param name="tokens">Where the use is noted.</param>
    /// <param name="context">The request.</param>
    public static PlaylistResult Answer(
        CachedPlaylist found,
        AccessToken? token,
        bool isBeginning,
        AccessTokens tokens,
        HttpContext context
    )
    {
        var from = StreamAccess.AddressOf(context);
        if (token is not null && !isBeginning)
        {
            tokens.MarkUsed(token, from);
        }
        // Who asks for the headers alone, as a program that checks links does, plays nothing.
        else if (token is not null && HttpMethods.IsGet(context.Request.Method))
        {
            tokens.MarkPlayed(token, from);
        }

        return new PlaylistResult(found.For(token?.Token));
    }
}
