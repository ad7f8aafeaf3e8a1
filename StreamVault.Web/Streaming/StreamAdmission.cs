using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Throttling;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Decides whether a token lets a request pass. One that is right does, whatever its address tried before, unless as many
/// watch with it as it allows; wrong ones are counted by address, and after too many they are told to come back later. Does
/// no database work, and allocates nothing for who may pass. Thread-safe.
/// </summary>
internal sealed class StreamAdmission(AccessTokens tokens, WrongTokens wrongTokens)
{
    /// <summary>Checks the token that a request brought.</summary>
    /// <param name="context">The request; a refusal may set headers of its response.</param>
    /// <param name="secret">The token as it was brought.</param>
    /// <param name="video">What is asked for.</param>
    /// <param name="token">The token, if there is no refusal.</param>
    /// <returns>The refusal to answer with; null if the request may pass.</returns>
    public ProblemHttpResult? Check(HttpContext context, string secret, VideoId video, out AccessToken? token) =>
        !tokens.Opens(secret, video, out token) ? RefuseWrong(context, secret)
        : token.MaxViewers is { } most && IsWatching(context) && !Admits(token, context) ? RefuseViewer(context, most)
        : null;

    // Fetching the poster, as chat previews do, doesn't count as watching.
    private static bool IsWatching(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<NotWatching>() is null;

    // Who asks for the headers alone looks whether there is room, and takes none.
    private bool Admits(AccessToken token, HttpContext context) =>
        HttpMethods.IsHead(context.Request.Method)
            ? tokens.HasRoom(token, ViewerOf(context))
            : tokens.Admits(token, ViewerOf(context));

    private static Viewer ViewerOf(HttpContext context) =>
        Viewer.Of(RemoteAddress.Of(context.Connection.RemoteIpAddress), context.Request.Headers.UserAgent);

    private static ProblemHttpResult RefuseViewer(HttpContext context, int most)
    {
        context.Response.SayWhenToRetry(AccessTokens.ViewerAbsence);
        var places = most == 1 ? "one device" : $"{most} devices";
        return TypedResults.Problem(
            $"This link plays on {places} at once, and somebody is watching already. Stop the video there, wait half a minute, "
                + "then try again.",
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }

    private ProblemHttpResult RefuseWrong(HttpContext context, string secret)
    {
        if (wrongTokens.Count(context, secret) is not { } wait)
        {
            return TypedResults.Problem(
                "This link does not open this video.",
                statusCode: StatusCodes.Status403Forbidden
            );
        }

        context.Response.SayWhenToRetry(wait);
        return TypedResults.Problem(
            $"Too many wrong links were tried from your address. {RetryLater.Words(wait)} A link that is right "
                + "works at once: ask whoever sent it for a new one.",
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }
}
