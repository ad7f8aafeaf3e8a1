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
    ) =>
        playlists.Find(id, null) is { } found
            ? Answer(found, tokens, context)
            : Refusals.NotFound("This video can't be played yet.");

    /// <summary>The media playlist of a quality, a sound track or subtitles: its segments and the key that opens them.</summary>
    public static Results<PlaylistResult, ProblemHttpResult> Media(
        VideoId id,
        string quality,
        PlaylistCache playlists,
        AccessTokens tokens,
        HttpContext context
    ) =>
        StoredNames.IsRendition(quality) && playlists.Find(id, quality) is { } found
            ? Answer(found, tokens, context)
            : Refusals.NotFound("This video has no such quality.");

    private static PlaylistResult Answer(PlaylistCache.Entry found, AccessTokens tokens, HttpContext context)
    {
        var token = StreamAccess.TokenOf(context);
        if (token is not null)
        {
            tokens.MarkUsed(token);
        }

        return new PlaylistResult(found, token?.Token);
    }
}
