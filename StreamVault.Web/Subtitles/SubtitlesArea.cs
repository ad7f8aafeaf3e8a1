using StreamVault.Web.Reference;
using StreamVault.Web.Security;

namespace StreamVault.Web.Subtitles;

/// <summary>Uploaded subtitles in the HTTP interface.</summary>
internal static class SubtitlesArea
{
    private const string Multipart = "multipart/form-data";

    public static void MapSubtitles(this IEndpointRouteBuilder app)
    {
        var subtitles = app.MapGroup(StreamVaultUrls.ApiVideos + "/{id:guid}/subtitles")
            .WithTags("Videos")
            .RequireAuthorization();
        subtitles
            .MapGet("", SubtitleEndpoints.ListAsync)
            .WithSummary("List the uploaded subtitles of a video, in the order they were added");
        subtitles
            .MapPost("", SubtitleEndpoints.AddAsync)
            .WithoutBodyLimit()
            .Accepts<SubtitleForm>(Multipart)
            .WithSummary("Add subtitles to a ready video: SRT, WebVTT or ASS in any encoding")
            .WithRequestExample("""{"file":"the bytes of the subtitle file","language":"en","label":"English"}""");
        subtitles
            .MapPatch("{subtitleId:guid}", SubtitleEndpoints.ChangeAsync)
            .WithSummary("Change the language or label of uploaded subtitles, or shift them in time")
            .WithRequestExample("""{"language":"en","label":"English","shiftSeconds":-1.5}""");
        subtitles
            .MapPut("{subtitleId:guid}/file", SubtitleEndpoints.ReplaceAsync)
            .WithoutBodyLimit()
            .Accepts<SubtitleFileForm>(Multipart)
            .WithSummary("Replace the file of uploaded subtitles")
            .WithRequestExample("""{"file":"the bytes of the subtitle file"}""");
        subtitles
            .MapDelete("{subtitleId:guid}", SubtitleEndpoints.DeleteAsync)
            .WithSummary("Delete uploaded subtitles");
    }
}
