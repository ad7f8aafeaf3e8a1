using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Web.Accounts;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Background;

/// <summary>The state of background tasks in the HTTP API.</summary>
/// <param name="Paused">Whether they are paused.</param>
/// <param name="Waiting">
/// Why no task runs although some are waiting: <c>paused</c>, <c>watching</c>, <c>encoding</c>; otherwise null.
/// </param>
/// <param name="Running">The running task; null if none runs.</param>
/// <param name="Kinds">The kinds that have tasks.</param>
/// <param name="Failed">Failed tasks, at most 100.</param>
internal sealed record BackgroundResponse(
    bool Paused,
    BackgroundHold? Waiting,
    BackgroundTaskResponse? Running,
    IReadOnlyList<BackgroundKindResponse> Kinds,
    IReadOnlyList<BackgroundTaskResponse> Failed
)
{
    public static BackgroundResponse Of(BackgroundState state) =>
        new(
            state.IsPaused,
            state.Hold,
            state.Running is { } running ? BackgroundTaskResponse.Of(running) : null,
            [
                .. state.Kinds.Select(kind => new BackgroundKindResponse(
                    kind.Kind,
                    kind.Name,
                    kind.Waiting,
                    kind.Failed
                )),
            ],
            [.. state.Failed.Select(BackgroundTaskResponse.Of)]
        );
}

/// <summary>The number of tasks of a kind.</summary>
internal sealed record BackgroundKindResponse(string Kind, string Name, int Waiting, int Failed);

/// <summary>A background task.</summary>
internal sealed record BackgroundTaskResponse(
    string Kind,
    string Name,
    VideoId VideoId,
    string VideoTitle,
    int Attempts,
    string? Reason
)
{
    public static BackgroundTaskResponse Of(BackgroundListing listing) =>
        new(
            listing.Task.Kind,
            listing.Name,
            listing.Task.VideoId,
            listing.VideoTitle,
            listing.Task.Attempts,
            listing.Task.Reason
        );
}

/// <summary>Pauses or resumes background tasks.</summary>
internal sealed record BackgroundRequest([property: JsonRequired] bool Paused);

internal static class BackgroundEndpoints
{
    public static async Task<Ok<BackgroundResponse>> ReadAsync(BackgroundOverview overview, HttpContext context) =>
        TypedResults.Ok(
            BackgroundResponse.Of(await overview.ReadAsync(Viewer.SeesPrivate(context), context.RequestAborted))
        );

    public static async Task<Ok<BackgroundResponse>> SetAsync(
        BackgroundRequest request,
        BackgroundQueue queue,
        BackgroundOverview overview,
        HttpContext context
    )
    {
        await queue.SetPausedAsync(request.Paused, context.RequestAborted);
        return await ReadAsync(overview, context);
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RetryAsync(
        string kind,
        VideoId video,
        BackgroundQueue queue,
        CancellationToken cancellationToken
    ) =>
        await queue.RetryAsync(kind, video, cancellationToken)
            ? TypedResults.NoContent()
            : Refusals.NotFound("There is no such background task.");
}
