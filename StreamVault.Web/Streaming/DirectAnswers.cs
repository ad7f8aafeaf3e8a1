using System.Buffers;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Keys;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Web.Security;
using StreamVault.Web.Sending;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Answers at once what players ask all the time: the whole of something that is there, with a token that is right. Every
/// other request goes on to the endpoints, which answer these ones alike but only after routing, sign-in and whatever else
/// a page needs.
/// </summary>
internal sealed class DirectAnswers(
    AccessTokens tokens,
    PlaylistCache playlists,
    ContentKeyStore keys,
    VaultStorage storage,
    HotSegments hot,
    StoredSizes sizes,
    SentSegments sent,
    PlaybackActivity audience,
    IOptions<StreamingOptions> options
)
{
    private static readonly SearchValues<char> TokenLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    /// <summary>Answers the request, or hands it on.</summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        return HttpMethods.IsGet(request.Method)
            && DirectAddress.Of(request.Path.Value) is { } address
            && TokenIn(request.QueryString.Value) is { } secret
            && !RequestConditions.AreIn(request.Headers)
            // Who answers other sites comes later.
            && request.Headers.Origin.Count == 0
            && tokens.Opens(secret, address.Video, out var token)
            && token.MaxViewers is null
                ? FromMemory(context, address, token) ?? ElsewhereAsync(context, address, token, next)
            : PoolThreads.IsOne ? next(context)
            : OnPoolAsync(context, next);
    }

    private Task? FromMemory(HttpContext context, DirectAddress address, AccessToken token) =>
        address.Rendition is { } rendition
            ? hot.Contains(address.Video, address.Name)
                ? Segment(context, address, rendition, token)
                : null
            : address.Name == "key"
                ? Key(context, keys.FindSeen(address.Video), token)
                : Playlist(context, address, playlists.FindSeen(address.Video, RenditionIn(address)), token);

    // Whoever looks at the disk may have to wait for it.
    private Task ElsewhereAsync(HttpContext context, DirectAddress address, AccessToken token, RequestDelegate next) =>
        PoolThreads.IsOne
            ? FromDisk(context, address, token) ?? next(context)
            : OnPoolAsync(context, c => FromDisk(c, address, token) ?? next(c));

    private static async Task OnPoolAsync(HttpContext context, RequestDelegate next)
    {
        await PoolThreads.SwitchToOne();
        await next(context);
    }

    private Task? FromDisk(HttpContext context, DirectAddress address, AccessToken token) =>
        address.Rendition is { } rendition ? Segment(context, address, rendition, token)
        : address.Name == "key" ? Key(context, KeyOf(address.Video), token)
        : RenditionIn(address) is { } name && !StoredNames.IsRendition(name) ? null
        : Playlist(context, address, playlists.Find(address.Video, RenditionIn(address)), token);

    private static string? RenditionIn(DirectAddress address) => address.Name == "master" ? null : address.Name;

    private Task? Playlist(HttpContext context, DirectAddress address, CachedPlaylist? playlist, AccessToken token)
    {
        // What the middleware for that would compress goes its way.
        if (playlist is null || context.Request.Headers.AcceptEncoding.Count > 0)
        {
            return null;
        }

        SecurityHeaders.SetForDirectAnswer(context.Response);
        return PlaylistEndpoints
            .Answer(playlist, token, isBeginning: RenditionIn(address) is null, tokens, context)
            .ExecuteAsync(context);
    }

    private byte[]? KeyOf(VideoId video)
    {
        try
        {
            return keys.Find(video);
        }
        catch (InvalidDataException)
        {
            // The endpoint comes upon it too, and has words for it.
            return null;
        }
    }

    private Task? Key(HttpContext context, byte[]? key, AccessToken token)
    {
        if (key is null)
        {
            return null;
        }

        tokens.MarkUsed(token, StreamAccess.AddressOf(context));
        var response = context.Response;
        SecurityHeaders.SetForDirectAnswer(response);
        response.Headers.CacheControl = "no-store";
        response.Headers.AcceptRanges = "bytes";
        response.ContentType = "application/octet-stream";
        response.ContentLength = key.Length;
        return response.Body.WriteAsync(key, context.RequestAborted).AsTask();
    }

    private Task? Segment(HttpContext context, DirectAddress address, string rendition, AccessToken token)
    {
        if (
            !StoredNames.IsSegment(rendition, address.Name)
            || StoredSegment.Find(storage, address.Video, address.Name) is not { } segment
            // A socket's thread answers only from memory. The endpoint reports errors.
            || (
                PoolThreads.IsOne
                    ? sizes.IsWrong(address.Video, address.Name, segment.Length)
                    : sizes.SeemsWrong(address.Video, address.Name, segment.Length)
            )
        )
        {
            return null;
        }

        var response = context.Response;
        SecurityHeaders.SetForDirectAnswer(response);
        audience.Note();
        tokens.MarkSent(token, segment.Length);
        hot.Note(address.Video, address.Name);
        sent.Note(address.Video, address.Name);
        if (options.Value.HandsOver(address.Video, address.Name) is { } location)
        {
            StoredSegment.HandOver(response, address.Name, location);
            return Task.CompletedTask;
        }

        response.Headers.CacheControl = StoredSegment.CacheControl;
        response.Headers.ETag = EntityTags.Of(segment.Length, segment.LastWriteTimeUtc).Tag.Value;
        response.Headers.LastModified = HeaderUtilities.FormatDate(segment.LastWriteTimeUtc);
        response.Headers.AcceptRanges = "bytes";
        response.ContentType = StoredNames.TypeOf(address.Name);
        response.ContentLength = segment.Length;
        FileSending.Use(context);
        return response.SendFileAsync(segment.FullName, 0, segment.Length, context.RequestAborted);
    }

    // The token and nothing else, so that nothing needs decoding.
    private static string? TokenIn(string? query)
    {
        const string Name = "?token=";
        return
            query is not null
            && query.StartsWith(Name, StringComparison.Ordinal)
            && !query.AsSpan(Name.Length).ContainsAnyExcept(TokenLetters)
            ? query[Name.Length..]
            : null;
    }
}
