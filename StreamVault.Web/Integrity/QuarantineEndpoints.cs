using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Adoption;
using StreamVault.Core.Integrity;
using StreamVault.Web.Accounts;
using StreamVault.Web.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Integrity;

/// <summary>A quarantine entry in the HTTP API.</summary>
/// <param name="Id">The id of the entry.</param>
/// <param name="Kind">The kind of entry.</param>
/// <param name="Name">Its title or file name, if known.</param>
/// <param name="QuarantinedAt">When it was moved to the quarantine; null if unknown.</param>
/// <param name="Reason">The reason, as a sentence.</param>
/// <param name="Bytes">The total size of its files.</param>
/// <param name="Title">The title of the video; null if unknown.</param>
/// <param name="Description">Its description.</param>
/// <param name="OriginalFilename">The name of the uploaded file; null if unknown.</param>
/// <param name="DurationSeconds">Its duration; null if unknown.</param>
/// <param name="Qualities">Its qualities.</param>
/// <param name="CreatedAt">When it was uploaded; null if unknown.</param>
/// <param name="Obstacle">Why it can't be adopted; null if adoption can be tried.</param>
internal sealed record QuarantineResponse(
    string Id,
    QuarantineKind Kind,
    string Name,
    DateTimeOffset? QuarantinedAt,
    string Reason,
    long Bytes,
    string? Title,
    string? Description,
    string? OriginalFilename,
    double? DurationSeconds,
    IReadOnlyList<string> Qualities,
    DateTimeOffset? CreatedAt,
    string? Obstacle
)
{
    public static QuarantineResponse Of(QuarantinedItem item) =>
        new(
            item.Id,
            item.Kind,
            item.Name,
            item.QuarantinedAt,
            item.Reason,
            item.Bytes,
            item.Known?.Title,
            item.Known?.Description,
            item.Known?.Source?.FileName,
            item.Known?.DurationSeconds is { } seconds ? Math.Round(seconds, 3) : null,
            item.Known?.Qualities ?? [],
            item.Known?.CreatedAt,
            item.Obstacle
        );
}

internal static class QuarantineEndpoints
{
    /// <summary>Lists the entries, without private videos while they are locked.</summary>
    public static Ok<QuarantineResponse[]> List(Quarantine quarantine, HttpContext context)
    {
        var seesPrivate = Viewer.SeesPrivate(context);
        return TypedResults.Ok(
            quarantine
                .List()
                .Where(item => seesPrivate || item.Known is not { Private: true })
                .Select(QuarantineResponse.Of)
                .ToArray()
        );
    }

    /// <summary>Moves it back into the library; it keeps its id if known.</summary>
    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> AdoptAsync(
        string entry,
        QuarantineAdoption adoption,
        VideoResponses responses,
        CancellationToken cancellationToken
    ) =>
        await adoption.RunAsync(entry, cancellationToken) switch
        {
            AdoptionOutcome.Adopted(var video) => TypedResults.Ok(await responses.OfAsync(video, cancellationToken)),
            AdoptionOutcome.Refused(var reason) => Refusals.Conflict(reason),
            _ => NoSuchEntry(),
        };

    public static Results<NoContent, ProblemHttpResult> Delete(string entry, Quarantine quarantine) =>
        quarantine.Delete(entry) ? TypedResults.NoContent() : NoSuchEntry();

    private static ProblemHttpResult NoSuchEntry() => Refusals.NotFound("There is no such entry in quarantine.");
}
