using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Similarity;
using StreamVault.Web.Accounts;
using StreamVault.Web.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Similarity;

/// <summary>Two videos that seem to show the same moment.</summary>
/// <param name="FirstId">The id of the first video.</param>
/// <param name="SecondId">The id of the second video.</param>
/// <param name="First">The first video.</param>
/// <param name="Second">The second video.</param>
/// <param name="FoundAt">When they were found.</param>
/// <param name="Better"><c>first</c> or <c>second</c>; null if neither is clearly better.</param>
/// <param name="Reason">Why, as a sentence.</param>
internal sealed record SimilarPairResponse(
    VideoId FirstId,
    VideoId SecondId,
    VideoResponse First,
    VideoResponse Second,
    DateTimeOffset FoundAt,
    string? Better,
    string Reason
)
{
    public static SimilarPairResponse Of(SimilarPair pair, VideoResponse first, VideoResponse second)
    {
        var comparison = VersionComparison.Of(pair.First, pair.Second);
        return new SimilarPairResponse(
            pair.First.Id,
            pair.Second.Id,
            first,
            second,
            pair.FoundAt,
            comparison.IsFirstBetter switch
            {
                true => "first",
                false => "second",
                null => null,
            },
            comparison.Reason
        );
    }
}

/// <summary>What to do with a pair.</summary>
/// <param name="Decision">
/// <c>separate</c> keeps both, and they aren't suggested again; <c>linked</c> keeps both as versions of each other;
/// <c>keepFirst</c> and <c>keepSecond</c> move the other video to the trash.
/// </param>
internal sealed record SimilarDecisionRequest([property: JsonRequired] string Decision);

internal static class SimilarityEndpoints
{
    public static async Task<Ok<SimilarPairResponse[]>> ListAsync(
        SimilarPairs pairs,
        VideoResponses responses,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var suggested = await pairs.ListAsync(Viewer.SeesPrivate(context), cancellationToken);
        var videos = suggested.SelectMany(pair => (Video[])[pair.First, pair.Second]).DistinctBy(video => video.Id);
        var known = (await responses.OfAsync([.. videos], cancellationToken)).ToDictionary(video => video.Id);
        return TypedResults.Ok(
            suggested
                .Select(pair => SimilarPairResponse.Of(pair, known[pair.First.Id], known[pair.Second.Id]))
                .ToArray()
        );
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        VideoId firstId,
        VideoId secondId,
        SimilarDecisionRequest request,
        SimilarPairs pairs,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (Read(request.Decision) is not { } decision)
        {
            return Refusals.BadRequest("decision", "decision must be separate, linked, keepFirst or keepSecond.");
        }

        return await pairs.DecideAsync(firstId, secondId, decision, Viewer.SeesPrivate(context), cancellationToken)
            ? TypedResults.NoContent()
            : NoSuchPair();
    }

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FramesAsync(
        VideoId firstId,
        VideoId secondId,
        SimilarPairs pairs,
        SimilarFrames frames,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (!await pairs.IsVisibleAsync(firstId, secondId, Viewer.SeesPrivate(context), cancellationToken))
        {
            return NoSuchPair();
        }

        if (await frames.StripAsync(firstId, secondId, cancellationToken) is not { } strip)
        {
            return Refusals.NotFound("The frames of this video can't be read.");
        }

        context.Response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.File(strip, "image/jpeg");
    }

    private static ProblemHttpResult NoSuchPair() => Refusals.NotFound("There is no such pair of similar videos.");

    private static SimilarDecision? Read(string? decision) =>
        decision switch
        {
            "separate" => SimilarDecision.Separate,
            "linked" => SimilarDecision.Linked,
            "keepFirst" => SimilarDecision.KeepFirst,
            "keepSecond" => SimilarDecision.KeepSecond,
            _ => null,
        };
}
