using StreamVault.Web.Reference;

namespace StreamVault.Web.Tags;

/// <summary>Tags and people in the HTTP interface.</summary>
internal static class TagsArea
{
    private const string NewName = """{"name":"Grandma Anna"}""";
    private const string Into = """{"into":7}""";

    public static void MapTags(this IEndpointRouteBuilder app)
    {
        var tags = app.MapGroup(StreamVaultUrls.ApiTags).WithTags("Tags").RequireAuthorization();
        tags.MapGet("", TagEndpoints.ListTagsAsync)
            .WithSummary("List tags")
            .WithResponseExample("""[{"id":3,"name":"Christmas","videos":24}]""");
        tags.MapPatch("{id:int}", TagEndpoints.RenameTagAsync)
            .WithSummary("Rename a tag")
            .WithRequestExample("""{"name":"Christmas Eve"}""");
        tags.MapPost("{id:int}/merge", TagEndpoints.MergeTagAsync)
            .WithSummary("Merge a tag into another one")
            .WithRequestExample(Into);
        tags.MapDelete("{id:int}", TagEndpoints.DeleteTagAsync).WithSummary("Delete a tag; its videos stay");

        app.MapGet(StreamVaultUrls.ApiVideos + "/{id:guid}/frame.jpg", TagEndpoints.FrameAsync)
            .RequireAuthorization()
            .WithTags("Videos")
            .WithSummary("Get a frame of a ready video");

        var people = app.MapGroup(StreamVaultUrls.ApiPeople).WithTags("People").RequireAuthorization();
        people
            .MapGet("", TagEndpoints.ListPeopleAsync)
            .WithSummary("List people")
            .WithResponseExample("""[{"id":7,"name":"Grandma","videos":112,"face":null}]""");
        people
            .MapPatch("{id:int}", TagEndpoints.RenamePersonAsync)
            .WithSummary("Rename a person")
            .WithRequestExample(NewName);
        people
            .MapPost("{id:int}/merge", TagEndpoints.MergePersonAsync)
            .WithSummary("Merge a person into another one")
            .WithRequestExample(Into);
        people.MapDelete("{id:int}", TagEndpoints.DeletePersonAsync).WithSummary("Delete a person; the videos stay");
        people.MapGet("{id:int}/face.jpg", TagEndpoints.FaceAsync).WithSummary("Get the picture of a person's face");
        people
            .MapPut("{id:int}/face", TagEndpoints.SetFaceAsync)
            .WithSummary("Choose a person's face from a frame of a video")
            .WithRequestExample(
                """{"videoId":"019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41","atSeconds":12.5,"left":0.4,"top":0.2,"size":0.3}"""
            );
        people.MapDelete("{id:int}/face", TagEndpoints.RemoveFaceAsync).WithSummary("Remove a person's face");
    }
}
