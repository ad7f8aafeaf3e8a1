using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Library;
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
        HttpContext context
    )
    {
        if (playlists.Find(id, null) is not { } found)
        {
            return Refusals.NotFound("This video can't be played yet.");
        }

        var token = StreamAccess.TokenOf(context);
        // Who asks for the headers alone, as a program that checks links does, plays nothing.
        if (token is not null && HttpMethods.IsGet(context.Request.Method))
        {
            tokens.MarkPlayed(token, StreamAccess.AddressOf(context));
        }

        return new PlaylistResult(found, token?.Token);
    }

    /// <summary>The media playlist of a quality, a sound track or subtitles: its segments and the key that opens them.</summary>
    public static Results<PlaylistResult, ProblemHttpResult> Media(
        VideoId id,
        string quality,
        PlaylistCache playlists,
        AccessTokens tokens,
        HttpContext context
    )
    {
        if (!StoredNames.IsRendition(quality) || playlists.Find(id, quality) is not { } found)
        {
            return Refusals.NotFound("This video has no such quality.");
        }

        var token = StreamAccess.TokenOf(context);
        if (token is not null)
        {
            tokens.MarkUsed(token, StreamAccess.AddressOf(context));
        }

        return new PlaylistResult(found, token?.Token);
    }
}
