using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Web.Accounts;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Jobs;

/// <summary>Returns 404 for jobs of videos that are in the trash, or private and locked.</summary>
internal sealed class HiddenJobFilter(JobQueue jobs, VideoLibrary library) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var isHidden =
            JobId.TryParse(http.GetRouteValue("id") as string, null, out var id)
            && await jobs.FindAsync(id, http.RequestAborted) is { } listing
            && library.Hidden.IsHidden(listing.Job.VideoId, Viewer.SeesPrivate(http));
        return isHidden ? Refusals.NotFound("There is no job with this id.") : await next(context);
    }
}
