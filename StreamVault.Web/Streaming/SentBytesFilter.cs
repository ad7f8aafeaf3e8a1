using StreamVault.Core.Tokens;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Counts the bytes that were sent for a token. A range counts by its length. If the client disconnects, the whole response
/// counts. Thread-safe.
/// </summary>
internal sealed class SentBytesFilter : IEndpointFilter
{
    private readonly AccessTokens _tokens;
    private readonly Func<object, Task> _count;

    // One delegate for all requests, which are its argument.
    public SentBytesFilter(AccessTokens tokens) => (_tokens, _count) = (tokens, CountAsync);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) && TokenFilter.TokenOf(http) is { } token)
        {
            if (result is INestedHttpResult { Result: AccelRedirectResult redirect })
            {
                _tokens.AddBytesSent(token, redirect.Bytes);
            }
            else
            {
                http.Response.OnCompleted(_count, http);
            }
        }

        return result;
    }

    private Task CountAsync(object state)
    {
        var http = (HttpContext)state;
        // Other statuses, such as 304 and 416, have no content.
        if (
            http.Response is { StatusCode: 200 or 206, ContentLength: { } bytes }
            && TokenFilter.TokenOf(http) is { } token
        )
        {
            _tokens.AddBytesSent(token, bytes);
        }

        return Task.CompletedTask;
    }
}
