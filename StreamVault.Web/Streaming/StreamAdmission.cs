using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using StreamVault.Core.Library;
using StreamVault.Core.Throttling;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;
using StreamVault.Web.Tokens;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Decides whether a token lets a request pass. One that is right does, whatever its address tried before, unless as many
/// watch with it as it allows; wrong ones are counted by address, and after too many they are told to come back later. Does
/// no database work, and allocates nothing for who may pass. Thread-safe.
/// </summary>
internal sealed partial class StreamAdmission(
    AccessTokens tokens,
    IOptions<TokenOptions> options,
    TimeProvider clock,
    ILogger<StreamAdmission> logger
)
{
    private readonly Throttle _wrongTries = new(
        new ThrottleRule(
            options.Value.WrongTriesPerMinute,
            TimeSpan.FromMinutes(1),
            FirstWait: TimeSpan.FromMinutes(1),
            LongestWait: TimeSpan.FromMinutes(15)
        ),
        clock
    );

    /// <summary>Checks the token that a request brought.</summary>
    /// <param name="context">The request; a refusal may set headers of its response.</param>
    /// <param name="secret">The token as it was brought.</param>
    /// <param name="video">What is asked for.</param>
    /// <param name="token">The token, if there is no refusal.</param>
    /// <returns>The refusal to answer with; null if the request may pass.</returns>
    public ProblemHttpResult? Check(HttpContext context, string secret, VideoId video, out AccessToken? token) =>
        !tokens.Opens(secret, video, out token) ? RefuseWrong(context, secret)
        : token.MaxViewers is { } most && !tokens.Admits(token, ViewerOf(context)) ? RefuseViewer(context, most)
        : null;

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

    // Nobody to be slowed down: the owner, who is trying out links, and a player whose link was revoked while it played.
    private ProblemHttpResult RefuseWrong(HttpContext context, string secret)
    {
        if (context.User.Identity is { IsAuthenticated: true } || tokens.Knew(secret))
        {
            return WrongToken();
        }

        var from = RemoteAddress.Of(context.Connection.RemoteIpAddress);
        var verdict = _wrongTries.Count(from);
        if (verdict.IsRefused)
        {
            context.Response.SayWhenToRetry(verdict.Wait);
            return TypedResults.Problem(
                $"Too many wrong links were tried from your address. {RetryLater.Words(verdict.Wait)} A link that is right "
                    + "works at once: ask whoever sent it for a new one.",
                statusCode: StatusCodes.Status429TooManyRequests
            );
        }

        if (verdict.Wait > TimeSpan.Zero)
        {
            Log.TooManyWrong(logger, from, verdict.Wait);
        }

        return WrongToken();
    }

    private static ProblemHttpResult WrongToken() =>
        TypedResults.Problem("This link does not open this video.", statusCode: StatusCodes.Status403Forbidden);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Address} brought too many wrong tokens: more are refused for {Wait}")]
        public static partial void TooManyWrong(ILogger logger, RemoteAddress address, TimeSpan wait);
    }
}
