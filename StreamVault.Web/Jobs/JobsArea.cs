namespace StreamVault.Web.Jobs;

/// <summary>Encoding jobs over HTTP.</summary>
internal static class JobsArea
{
    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup(StreamVaultUrls.ApiJobs).WithTags("Jobs").RequireAuthorization();
        jobs.MapGet("", JobEndpoints.ListAsync).WithSummary("List jobs, newest first");
        jobs.MapPost("{id:guid}/retry", JobEndpoints.RetryAsync).WithSummary("Try a failed job again");
        jobs.MapDelete("{id:guid}", JobEndpoints.DeleteAsync).WithSummary("Delete a finished job from the history");
    }
}
