using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Keys;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

internal static class KeyEndpoint
{
    /// <summary>The 16 bytes that open the video's segments (RFC 8216 section 4.3.2.4).</summary>
    public static Results<FileContentHttpResult, ProblemHttpResult> Key(
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

        if (StreamAccess.TokenOf(context) is { } token)
        {
            tokens.MarkUsed(token, StreamAccess.AddressOf(context));
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(key, "application/octet-stream", enableRangeProcessing: true);
    }
}
