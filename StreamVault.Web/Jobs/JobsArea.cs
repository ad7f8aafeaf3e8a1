namespace StreamVault.Web.Jobs;

/// <summary>Encoding jobs over HTTP.</summary>
internal static class JobsArea
{
    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup(StreamVaultUrls.ApiJobs).WithTags("Jobs").RequireAuthorization();
        jobs.MapGet("", JobEndpoints.ListAsync);
        jobs.MapPost("{id:guid}/retry", JobEndpoints.RetryAsync);
        jobs.MapDelete("{id:guid}", JobEndpoints.DeleteAsync);
    }
}
