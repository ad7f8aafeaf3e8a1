using StreamVault.Core.Tokens;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Counts how many bytes of a video were sent for a token. A part that was asked for counts as that part; one whose reader
/// left in the middle counts whole.
/// </summary>
internal sealed class SentBytes
{
    private readonly AccessTokens _tokens;
    private readonly Func<object, Task> _count;

    // One delegate for all requests: it is handed the request.
    public SentBytes(AccessTokens tokens) => (_tokens, _count) = (tokens, CountAsync);

    /// <summary>Counts the body of this answer once it is sent.</summary>
    public void Count(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && StreamAccess.TokenOf(context) is not null)
        {
            context.Response.OnCompleted(_count, context);
        }
    }

    /// <summary>
    /// Counts what a server in front sends in this one's place. It answers ranges by itself, so a part counts whole too.
    /// </summary>
    public void Count(HttpContext context, long bytes)
    {
        if (HttpMethods.IsGet(context.Request.Method) && StreamAccess.TokenOf(context) is { } token)
        {
            _tokens.MarkSent(token, bytes);
        }
    }

    private Task CountAsync(object state)
    {
        var context = (HttpContext)state;
        // Nothing is sent of what the player has, or what lies outside the file.
        if (
            context.Response is { StatusCode: 200 or 206, ContentLength: { } bytes }
            && StreamAccess.TokenOf(context) is { } token
        )
        {
            _tokens.MarkSent(token, bytes);
        }

        return Task.CompletedTask;
    }
}
