using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Originals;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Originals;

/// <summary>The setting for originals, over HTTP.</summary>
/// <param name="Policy"><c>delete</c> or <c>keep</c>.</param>
internal sealed record OriginalsPolicyBody([property: JsonRequired] OriginalsPolicy Policy);

internal static class OriginalEndpoints
{
    public const string InUse =
        "This video is being prepared again from its original. Cancel that job or wait until it is done, then try again.";

    public static async Task<Ok<OriginalsPolicyBody>> ReadPolicyAsync(
        OriginalFiles originals,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(new OriginalsPolicyBody(await originals.PolicyAsync(cancellationToken)));

    public static async Task<Ok<OriginalsPolicyBody>> ChooseAsync(
        OriginalsPolicyBody body,
        OriginalFiles originals,
        CancellationToken cancellationToken
    )
    {
        await originals.ChooseAsync(body.Policy, cancellationToken);
        return TypedResults.Ok(body);
    }

    /// <summary>
    /// Returns the original under its file name, whole or in ranges. A whole file is hashed while it is sent, and the
    /// download is aborted if the file has changed; a range is checked in the background.
    /// </summary>
    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        VideoId id,
        VideoLibrary library,
        OriginalFiles originals,
        VideoCheck check,
        SentSegments sent,
        CancellationToken cancellationToken
    )
    {
        if (await library.FindAsync(id, cancellationToken) is not { } video)
        {
            return Refusals.NoSuchVideo();
        }

        if (video.OriginalBytes is null)
        {
            return Refusals.NotFound("The original of this video is not kept.");
        }

        var path = originals.Find(video);
        try
        {
            await check.RequireOriginalAsync(video, path, cancellationToken);
        }
        catch (VideoDamagedException e)
        {
            return Refusals.Conflict(e.Message);
        }

        sent.Record(id, DamageText.Original);
        return TypedResults.Stream(
            check.OpenOriginal(video, path!),
            "application/octet-stream",
            OriginalName.Of(video),
            // The original never changes, so its hash is the ETag.
            entityTag: video.SourceSha256 is { } hash ? new EntityTagHeaderValue($"\"{hash}\"") : null,
            enableRangeProcessing: true
        );
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        VideoId id,
        OriginalFiles originals,
        CancellationToken cancellationToken
    ) =>
        await originals.DeleteAsync(id, cancellationToken) switch
        {
            OriginalDeletion.Deleted => TypedResults.NoContent(),
            OriginalDeletion.InUse => Refusals.Conflict(InUse),
            _ => Refusals.NotFound("There is no such video, or its original is not kept."),
        };
}
