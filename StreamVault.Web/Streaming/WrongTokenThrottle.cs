using Microsoft.Extensions.Options;
using StreamVault.Core.Throttling;
using StreamVault.Core.Tokens;
using StreamVault.Web.Tokens;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Counts the wrong tokens that each address brings, wherever it brings them, and says which address has to come back later.
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
    /// Counts a token that opens nothing. Nobody to be slowed down are the owner, who is trying out links, and a player whose
    /// link was revoked while it played.
    /// </summary>
    /// <param name="context">The request that brought it.</param>
    /// <param name="secret">The token as it was brought.</param>
    /// <returns>How long the address is refused; null if it has tries left.</returns>
    public TimeSpan? Count(HttpContext context, string secret)
    {
        if (context.User.Identity is { IsAuthenticated: true } || tokens.Knew(secret))
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
        [LoggerMessage(LogLevel.Warning, "{Address} brought too many wrong tokens: more are refused for {Wait}")]
        public static partial void TooMany(ILogger logger, RemoteAddress address, TimeSpan wait);
    }
}
