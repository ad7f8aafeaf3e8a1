using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Throttling;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Refuses viewers beyond the viewer limit of a token. Must come after <see cref="TokenFilter"/>. Does no database work.
/// Thread-safe.
/// </summary>
internal sealed class ViewerLimitFilter(AccessTokens tokens) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return TokenFilter.TokenOf(http) is { MaxViewers: { } limit } token && !Admits(token, http)
            ? new(Refuse(http, limit))
            : next(context);
    }

    // HEAD requests are checked against the limit but don't take a place.
    private bool Admits(AccessToken token, HttpContext context) =>
        HttpMethods.IsHead(context.Request.Method)
            ? tokens.CanAdmit(token, ViewerOf(context))
            : tokens.Admits(token, ViewerOf(context));

    private static Viewer ViewerOf(HttpContext context) =>
        Viewer.Of(RemoteAddress.Of(context.Connection.RemoteIpAddress), context.Request.Headers.UserAgent);

    private static ProblemHttpResult Refuse(HttpContext context, int limit)
    {
        context.Response.SayWhenToRetry(AccessTokens.ViewerAbsence);
        var places = limit == 1 ? "one device" : $"{limit} devices";
        return TypedResults.Problem(
            $"This link plays on {places} at a time, and the limit is reached. Stop the video on another device, wait half a "
                + "minute, then try again.",
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }
}
