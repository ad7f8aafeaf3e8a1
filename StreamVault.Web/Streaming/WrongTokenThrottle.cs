using Microsoft.Extensions.Options;
using StreamVault.Core.Throttling;
using StreamVault.Core.Tokens;
using StreamVault.Web.Tokens;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Counts wrong tokens by address, for all endpoints and pages together, and throttles addresses with too many.
/// Thread-safe.
/// </summary>
internal sealed partial class WrongTokenThrottle(
    AccessTokens tokens,
    IOptions<TokenOptions> options,
    TimeProvider clock,
    ILogger<WrongTokenThrottle> logger
)
{
    private readonly Throttle _tries = new(
        new ThrottleRule(
            options.Value.WrongTriesPerMinute,
            TimeSpan.FromMinutes(1),
            FirstWait: TimeSpan.FromMinutes(1),
            LongestWait: TimeSpan.FromMinutes(15)
        ),
        clock
    );

    /// <summary>
    /// Counts a wrong token. The owner, who may be trying out links, and players whose link was revoked during playback are
    /// never throttled.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="secret">The token from the request.</param>
    /// <returns>How long the address has to wait; null if it is not throttled.</returns>
    public TimeSpan? Count(HttpContext context, string secret)
    {
        if (context.User.Identity is { IsAuthenticated: true } || tokens.IsKnown(secret))
        {
            return null;
        }

        var from = RemoteAddress.Of(context.Connection.RemoteIpAddress);
        var verdict = _tries.Count(from);
        if (verdict.IsRefused)
        {
            return verdict.Wait;
        }

        if (verdict.Wait > TimeSpan.Zero)
        {
            Log.TooMany(logger, from, verdict.Wait);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Too many wrong tokens from {Address}; rejecting more for {Wait}")]
        public static partial void TooMany(ILogger logger, RemoteAddress address, TimeSpan wait);
    }
}
