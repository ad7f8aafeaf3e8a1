using StreamVault.Web.Reference;

namespace StreamVault.Web.Jobs;

/// <summary>The HTTP API of encoding jobs.</summary>
internal static class JobsArea
{
    public static IServiceCollection AddJobViews(this IServiceCollection services) =>
        services.AddSingleton<WaitText>().AddSingleton<JobResponses>().AddSingleton<JobFeed>();

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup(StreamVaultUrls.ApiJobs).WithTags("Jobs").RequireAuthorization();
        jobs.MapGet("", JobEndpoints.ListAsync)
            .WithSummary("List jobs, newest first, at most 200 per page; X-Total-Count is the total");
        jobs.MapGet("events", JobEndpoints.Events)
            .WithSummary("Stream unfinished and failed jobs as server-sent events");
        jobs.MapGet("schedule", ScheduleEndpoints.GetAsync).WithSummary("Get the schedule for all jobs");
        jobs.MapPut("schedule", ScheduleEndpoints.PutAsync)
            .WithSummary("Pause or resume all jobs, or set the off-hours")
            .WithRequestExample("""{"onlyInOffHours":true,"from":"22:00:00","to":"06:00:00"}""");
        var job = jobs.MapGroup("").AddEndpointFilter<HiddenJobFilter>();
        job.MapPost("{id:guid}/retry", JobEndpoints.RetryAsync).WithSummary("Retry a failed job");
        job.MapPost("{id:guid}/pause", JobEndpoints.PauseAsync).WithSummary("Pause an unfinished job");
        job.MapPost("{id:guid}/resume", JobEndpoints.ResumeAsync).WithSummary("Resume a paused job");
        job.MapPost("{id:guid}/cancel", JobEndpoints.CancelAsync).WithSummary("Cancel an unfinished job");
        job.MapPut("{id:guid}/priority", JobEndpoints.PrioritizeAsync)
            .WithSummary("Change the priority of a job")
            .WithRequestExample("""{"priority":"now"}""");
        job.MapDelete("{id:guid}", JobEndpoints.DeleteAsync).WithSummary("Delete a finished job from the history");
    }
}
