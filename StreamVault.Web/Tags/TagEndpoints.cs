using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Tags;
using StreamVault.Web.Accounts;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Tags;

/// <summary>The endpoints of tags and people.</summary>
internal static class TagEndpoints
{
    public static async Task<Ok<TagResponse[]>> ListTagsAsync(
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            (await tags.ListAsync(TagKind.Tag, Viewer.SeesPrivate(context), cancellationToken))
                .Select(TagResponse.Of)
                .ToArray()
        );

    public static async Task<Ok<PersonResponse[]>> ListPeopleAsync(
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            (await tags.ListAsync(TagKind.Person, Viewer.SeesPrivate(context), cancellationToken))
                .Select(PersonResponse.Of)
                .ToArray()
        );

    public static Task<Results<NoContent, ProblemHttpResult>> RenameTagAsync(
        int id,
        RenameTagRequest request,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) => RenameAsync(TagKind.Tag, id, request, tags, context, cancellationToken);

    public static Task<Results<NoContent, ProblemHttpResult>> RenamePersonAsync(
        int id,
        RenameTagRequest request,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) => RenameAsync(TagKind.Person, id, request, tags, context, cancellationToken);

    public static Task<Results<NoContent, ProblemHttpResult>> MergeTagAsync(
        int id,
        MergeTagRequest request,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) => MergeAsync(TagKind.Tag, id, request, tags, context, cancellationToken);

    public static Task<Results<NoContent, ProblemHttpResult>> MergePersonAsync(
        int id,
        MergeTagRequest request,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) => MergeAsync(TagKind.Person, id, request, tags, context, cancellationToken);

    public static Task<Results<NoContent, ProblemHttpResult>> DeleteTagAsync(
        int id,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) => DeleteAsync(TagKind.Tag, id, tags, context, cancellationToken);

    public static Task<Results<NoContent, ProblemHttpResult>> DeletePersonAsync(
        int id,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) => DeleteAsync(TagKind.Person, id, tags, context, cancellationToken);

    public static async Task<Results<NoContent, ProblemHttpResult>> SetFaceAsync(
        int id,
        FaceResponse request,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (FaceFault(request) is var (field, fault))
        {
            return Refusals.BadRequest(field, fault);
        }

        var face = new Face(request.VideoId, request.AtSeconds, request.Left, request.Top, request.Size);
        return await StoreFaceAsync(id, face, tags, context, cancellationToken);
    }

    public static Task<Results<NoContent, ProblemHttpResult>> RemoveFaceAsync(
        int id,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) => StoreFaceAsync(id, null, tags, context, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> StoreFaceAsync(
        int id,
        Face? face,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) =>
        await tags.SetFaceAsync(id, face, Viewer.SeesPrivate(context), cancellationToken) switch
        {
            FaceOutcome.Saved => TypedResults.NoContent(),
            FaceOutcome.NoSuchVideo => Refusals.BadRequest("videoId", $"There is no video with the id {face?.Video}."),
            _ => NotFound(TagKind.Person),
        };

    public static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> FaceAsync(
        int id,
        TagLibrary tags,
        VideoLibrary library,
        PersonFaces faces,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var person = await tags.FindAsync(TagKind.Person, id, Viewer.SeesPrivate(context), cancellationToken);
        if (person?.Face is not { } face || await PathAsync(face, library, faces, cancellationToken) is not { } path)
        {
            return Refusals.NotFound("There is no picture of this person.");
        }

        context.Response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.PhysicalFile(path, "image/jpeg");
    }

    // The video may have been deleted since. A picture that was made before is still there.
    private static async Task<string?> PathAsync(
        Face face,
        VideoLibrary library,
        PersonFaces faces,
        CancellationToken cancellationToken
    )
    {
        var video = await library.FindAsync(face.Video, cancellationToken);
        return await faces.PathAsync(face, video?.Qualities ?? [], cancellationToken);
    }

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FrameAsync(
        VideoId id,
        double at,
        VideoLibrary library,
        PersonFaces faces,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (!double.IsFinite(at) || at < 0)
        {
            return Refusals.BadRequest("at", "at must be 0 or more.");
        }

        var video = await library.FindAsync(id, cancellationToken);
        if (video is null or { TrashedAt: not null } || (video.IsPrivate && !Viewer.SeesPrivate(context)))
        {
            return Refusals.NoSuchVideo();
        }

        if (await faces.FrameAsync(id, video.Qualities, at, cancellationToken) is not { } picture)
        {
            return Refusals.NotFound("There is no frame at this time.");
        }

        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.File(picture, "image/jpeg");
    }

    private static (string Field, string Fault)? FaceFault(FaceResponse face) =>
        !double.IsFinite(face.AtSeconds) || face.AtSeconds < 0 ? ("atSeconds", "atSeconds must be 0 or more.")
        : face.Left is not (>= 0 and < 1) ? ("left", "left must be at least 0 and less than 1.")
        : face.Top is not (>= 0 and < 1) ? ("top", "top must be at least 0 and less than 1.")
        : face.Size is not (>= 0.02 and <= 1) ? ("size", "size must be from 0.02 to 1.")
        : null;

    private static async Task<Results<NoContent, ProblemHttpResult>> RenameAsync(
        TagKind kind,
        int id,
        RenameTagRequest request,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (!TagName.TryRead(request.Name, out var name))
        {
            return Refusals.BadRequest("name", $"name {TagNames.Rule}.");
        }

        return await tags.RenameAsync(kind, id, name, Viewer.SeesPrivate(context), cancellationToken) switch
        {
            TagRenameOutcome.Renamed => TypedResults.NoContent(),
            TagRenameOutcome.NameTaken(var other) => Refusals.Conflict(
                $"“{other.Name}” exists already (id {other.Id}). Merge the two instead."
            ),
            _ => NotFound(kind),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> MergeAsync(
        TagKind kind,
        int id,
        MergeTagRequest request,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var withPrivate = Viewer.SeesPrivate(context);
        return await tags.FindAsync(kind, id, withPrivate, cancellationToken) is null ? NotFound(kind)
            : request.Into is not { } into || !await tags.MergeAsync(kind, id, into, withPrivate, cancellationToken)
                ? Refusals.BadRequest(
                    "into",
                    $"into must be the id of another {(kind == TagKind.Tag ? "tag" : "person")}."
                )
            : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        TagKind kind,
        int id,
        TagLibrary tags,
        HttpContext context,
        CancellationToken cancellationToken
    ) =>
        await tags.DeleteAsync(kind, id, Viewer.SeesPrivate(context), cancellationToken)
            ? TypedResults.NoContent()
            : NotFound(kind);

    private static ProblemHttpResult NotFound(TagKind kind) =>
        Refusals.NotFound(kind == TagKind.Tag ? "Tag not found." : "Person not found.");
}
