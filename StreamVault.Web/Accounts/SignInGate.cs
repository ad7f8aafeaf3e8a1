using StreamVault.Core.Accounts;
using StreamVault.Core.Throttling;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

/// <summary>Refuses sign-ins from a throttled address without reading their bodies.</summary>
internal static class SignInGate
{
    private static readonly object _waitKey = new();

    /// <summary>Must come before antiforgery, which reads forms.</summary>
    public static void UseSignInGate(this WebApplication app)
    {
        var throttle = app.Services.GetRequiredService<SignInThrottle>();
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                return
                    HttpMethods.IsPost(request.Method)
                    && (request.Path == StreamVaultUrls.ApiLogin || request.Path == StreamVaultUrls.SignIn)
                    && throttle.RetryAfter(RemoteAddress.Of(context.Connection.RemoteIpAddress)) is { } wait
                    ? RefuseAsync(context, wait, next)
                    : next(context);
            }
        );
    }

    /// <summary>How long this request's address has to wait; null if the request was not refused.</summary>
    public static TimeSpan? RetryAfter(HttpContext context) => context.Items[_waitKey] as TimeSpan?;

    private static Task RefuseAsync(HttpContext context, TimeSpan wait, RequestDelegate next)
    {
        context.Response.SayWhenToRetry(wait);
        if (context.Request.Path == StreamVaultUrls.ApiLogin)
        {
            return TypedResults
                .Problem(AccountMessages.LockedOut(wait), statusCode: StatusCodes.Status429TooManyRequests)
                .ExecuteAsync(context);
        }

        // Handled as a GET, so that nothing reads the form.
        context.Items[_waitKey] = wait;
        context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
