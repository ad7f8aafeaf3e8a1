using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Web.Accounts;
using StreamVault.Web.Albums.Creating;
using StreamVault.Web.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Albums;

internal static class AlbumEndpoints
{
    private const int MaxQueryLength = AlbumFaults.MaxQueryLength;

    public static async Task<Ok<AlbumResponse[]>> ListAsync(
        AlbumLibrary albums,
        HttpContext context,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            (await albums.ListAsync(Viewer.SeesPrivate(context), cancellationToken))
                .Select(listing => AlbumResponse.Of(listing.Album, listing.Videos))
                .ToArray()
        );

    public static async Task<Results<Created<AlbumResponse>, ProblemHttpResult>> CreateAsync(
        CreateAlbumRequest request,
        AlbumLibrary albums,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (request.Title is null)
        {
            return Refusals.BadRequest("title", "title is missing.");
        }

        if (TextFault(request.Title, request.Description, request.Query) is var (field, fault))
        {
            return Refusals.BadRequest(field, fault);
        }

        if (!TryReadParent(request.ParentId, out var parent))
        {
            return Refusals.BadRequest("parentId", "parentId must be the id of an album, or be omitted.");
        }

        var outcome = await albums.CreateAsync(
            request.Title,
            request.Description,
            parent,
            request.Query,
            cancellationToken
        );
        return outcome is AlbumOutcome.Saved(var album)
            ? TypedResults.Created(
                context.Request.PathBase + StreamVaultUrls.ApiAlbum(album.Id),
                AlbumResponse.Of(album, await CountAsync(albums, album, context))
            )
            : Refusal(outcome, request.ParentId);
    }

    public static async Task<Results<Ok<AlbumWithVideosResponse>, ProblemHttpResult>> FindAsync(
        AlbumId id,
        AlbumLibrary albums,
        VideoResponses responses,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var withPrivate = Viewer.SeesPrivate(context);
        if (await albums.FindAsync(id, withPrivate, cancellationToken) is not { } album)
        {
            return NoSuchAlbum();
        }

        var page = await albums.VideosAsync(album, withPrivate, 0, int.MaxValue, cancellationToken);
        return TypedResults.Ok(
            AlbumWithVideosResponse.Of(album, await responses.OfAsync(page.Items, cancellationToken))
        );
    }

    public static async Task<Results<Ok<AlbumResponse>, ProblemHttpResult>> ChangeAsync(
        AlbumId id,
        ChangeAlbumRequest request,
        AlbumLibrary albums,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (TextFault(request.Title, request.Description, request.Query) is var (field, fault))
        {
            return Refusals.BadRequest(field, fault);
        }

        if (!TryReadParent(request.ParentId, out var parent))
        {
            return Refusals.BadRequest("parentId", "parentId must be the id of an album, or be empty.");
        }

        VideoId cover = default;
        if (request.CoverId is { Length: > 0 } && !VideoId.TryParse(request.CoverId, null, out cover))
        {
            return Refusals.BadRequest("coverId", "coverId must be the id of a video, or be empty.");
        }

        var changes = new AlbumChanges
        {
            Title = request.Title,
            Description = request.Description,
            Move = request.ParentId is not null,
            ParentId = parent,
            SetCover = request.CoverId is not null,
            CoverId = request.CoverId is { Length: > 0 } ? cover : null,
            Order = request.Order,
            Query = request.Query,
            Videos = request.VideoIds,
        };
        var outcome = await albums.ChangeAsync(id, changes, Viewer.SeesPrivate(context), cancellationToken);
        return outcome is AlbumOutcome.Saved(var album)
            ? TypedResults.Ok(AlbumResponse.Of(album, await CountAsync(albums, album, context)))
            : Refusal(outcome, request.ParentId, request.CoverId);
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        AlbumId id,
        AlbumLibrary albums,
        CancellationToken cancellationToken
    ) => await albums.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : NoSuchAlbum();

    public static async Task<Results<NoContent, ProblemHttpResult>> AddAsync(
        AlbumId id,
        VideoId videoId,
        AlbumLibrary albums,
        HttpContext context,
        CancellationToken cancellationToken
    ) =>
        await albums.AddAsync(id, [videoId], Viewer.SeesPrivate(context), cancellationToken) switch
        {
            AlbumOutcome.Saved => TypedResults.NoContent(),
            AlbumOutcome.NoSuchVideo => Refusals.NoSuchVideo(),
            AlbumOutcome.IsSmart => NoNormalAlbum(),
            var outcome => Refusal(outcome),
        };

    public static async Task<Results<Ok<AlbumResponse>, ProblemHttpResult>> AddToPathAsync(
        AlbumFolderRequest request,
        AlbumLibrary albums,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (
            request.Path is not { Length: <= UploadDetails.MaxAlbumLength }
            || AlbumPath.Read(request.Path) is not { Count: > 0 } path
        )
        {
            return Refusals.BadRequest("path", "path must name at least one folder, as in Tapes/1998 Christmas.");
        }

        if (request.Ids is not { Count: > 0 and <= 500 } ids)
        {
            return Refusals.BadRequest("ids", "ids must contain 1 to 500 videos.");
        }

        return
            await albums.AddToPathAsync(path, ids, Viewer.SeesPrivate(context), cancellationToken)
                is AlbumOutcome.Saved(var album)
            ? TypedResults.Ok(AlbumResponse.Of(album, await CountAsync(albums, album, context)))
            : Refusals.BadRequest("ids", "At least one of the videos doesn't exist.");
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        AlbumId id,
        VideoId videoId,
        AlbumLibrary albums,
        HttpContext context,
        CancellationToken cancellationToken
    ) =>
        await albums.RemoveAsync(id, [videoId], Viewer.SeesPrivate(context), cancellationToken) switch
        {
            AlbumOutcome.Saved => TypedResults.NoContent(),
            AlbumOutcome.NoSuchVideo => Refusals.NotFound("The album doesn't contain this video."),
            AlbumOutcome.IsSmart => NoNormalAlbum(),
            var outcome => Refusal(outcome),
        };

    /// <summary>The invalid field and what is wrong with it; null if all texts are valid or omitted.</summary>
    private static (string Field, string Fault)? TextFault(string? title, string? description, string? query) =>
        PlainText.TitleFault("title", title, Album.MaxTitleLength) is { } titleFault ? ("title", titleFault)
        : PlainText.Fault("description", description, Album.MaxDescriptionLength, lines: true) is { } descriptionFault
            ? ("description", descriptionFault)
        : query is not null && string.IsNullOrWhiteSpace(query) ? ("query", "query must not be empty.")
        : PlainText.Fault("query", query, MaxQueryLength) is { } queryFault ? ("query", queryFault)
        : null;

    private static bool TryReadParent(string? text, out AlbumId? parent)
    {
        var isValid = AlbumId.TryParse(text, null, out var id);
        parent = isValid ? id : null;
        return isValid || string.IsNullOrEmpty(text);
    }

    private static async Task<int> CountAsync(AlbumLibrary albums, Album album, HttpContext context) =>
        (await albums.VideosAsync(album, Viewer.SeesPrivate(context), 0, 0, context.RequestAborted)).Total;

    private static ProblemHttpResult NoSuchAlbum() => Refusals.NotFound("Album not found.");

    private static ProblemHttpResult NoNormalAlbum() =>
        Refusals.BadRequest(
            "id",
            "Videos can't be added to or removed from a smart album, because its videos come from its search."
        );

    private static ProblemHttpResult Refusal(AlbumOutcome outcome, string? parent = null, string? cover = null) =>
        outcome switch
        {
            AlbumOutcome.NotFound => NoSuchAlbum(),
            AlbumOutcome.NoSuchParent => Refusals.BadRequest("parentId", $"There is no album with the id {parent}."),
            AlbumOutcome.InsideItself => Refusals.BadRequest(
                "parentId",
                "An album can't be moved into itself or into an album inside it."
            ),
            AlbumOutcome.TooDeep => Refusals.BadRequest("parentId", AlbumFaults.TooDeep),
            AlbumOutcome.NoSuchCover => Refusals.BadRequest("coverId", $"There is no video with the id {cover}."),
            AlbumOutcome.NoSuchVideo => Refusals.BadRequest(
                "videoIds",
                "videoIds contains a video that isn't in the album."
            ),
            AlbumOutcome.IsSmart => Refusals.BadRequest(
                "videoIds",
                "videoIds can't be set on a smart album, whose videos come from its search."
            ),
            AlbumOutcome.SmartParent => Refusals.BadRequest("parentId", AlbumFaults.SmartParent),
            AlbumOutcome.InvalidQuery(var fault) => Refusals.BadRequest(
                "query",
                $"query is invalid. {AlbumFaults.Search(fault)}"
            ),
            AlbumOutcome.IsNotSmart => Refusals.BadRequest("query", "query can only be changed on a smart album."),
            _ => throw new InvalidOperationException($"A change ended as {outcome}."),
        };
}
