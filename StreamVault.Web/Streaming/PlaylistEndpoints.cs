using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

internal static class PlaylistEndpoints
{
    private const string ContentType = "application/vnd.apple.mpegurl";

    /// <summary>The multivariant playlist: which qualities there are.</summary>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> MultivariantAsync(
        VideoId id,
        VaultStorage storage,
        AccessTokens tokens,
        HttpContext context
    ) =>
        await ReadAsync(storage, id, "master.m3u8", context.RequestAborted) is { } stored
            ? Playlist(context, tokens, PlaylistUris.Multivariant(stored, StreamAccess.TokenOf(context)?.Token))
            : Refusals.NotFound("This video can't be played yet.");

    /// <summary>The media playlist of a quality, a sound track or subtitles: its segments and the key that opens them.</summary>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> MediaAsync(
        VideoId id,
        string quality,
        VaultStorage storage,
        AccessTokens tokens,
        HttpContext context
    ) =>
        StoredNames.IsRendition(quality)
        && await ReadAsync(storage, id, $"{quality}.m3u8", context.RequestAborted) is { } stored
            ? Playlist(context, tokens, PlaylistUris.Media(stored, quality, StreamAccess.TokenOf(context)?.Token))
            : Refusals.NotFound("This video has no such quality.");

    private static async Task<string?> ReadAsync(
        VaultStorage storage,
        VideoId id,
        string name,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await File.ReadAllTextAsync(Path.Combine(storage.VideoFolder(id), name), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static FileContentHttpResult Playlist(HttpContext context, AccessTokens tokens, string text)
    {
        if (StreamAccess.TokenOf(context) is { } token)
        {
            tokens.MarkUsed(token);
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(
            Encoding.UTF8.GetBytes(text),
            ContentType,
            enableRangeProcessing: true,
            entityTag: EntityTags.OfText(text)
        );
    }
}
