using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Keys;
using StreamVault.Core.Throttling;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

internal static class KeyEndpoint
{
    public const string ContentType = "application/octet-stream";

    /// <summary>The 16-byte AES-128 key of the video's segments (RFC 8216 section 4.3.2.4).</summary>
    public static Results<BytesResult, ProblemHttpResult> Key(
        VideoId id,
        ContentKeyStore keys,
        AccessTokens tokens,
        DamageReports damage,
        HttpContext context
    )
    {
        byte[]? key;
        try
        {
            key = keys.Find(id);
        }
        catch (InvalidDataException)
        {
            damage.Report(id);
            return Refusals.Conflict(
                "The key of this video is damaged. Its owner can see what to do on the video's page."
            );
        }

        if (key is null)
        {
            damage.Report(id);
            return Refusals.NotFound("This video has no key.");
        }

        if (TokenFilter.TokenOf(context) is { } token)
        {
            tokens.MarkUsed(token, RemoteAddress.Of(context.Connection.RemoteIpAddress));
        }

        return new BytesResult(key, ContentType);
    }
}
