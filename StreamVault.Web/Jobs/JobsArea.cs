namespace StreamVault.Web.Jobs;

/// <summary>The HTTP API of encoding jobs.</summary>
internal static class JobsArea
{
    public static IServiceCollection AddJobViews(this IServiceCollection services) =>
        services.AddSingleton<WaitWords>().AddSingleton<JobResponses>().AddSingleton<JobFeed>();

    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup(StreamVaultUrls.ApiJobs).WithTags("Jobs").RequireAuthorization();
        jobs.MapGet("", JobEndpoints.ListAsync)
            .WithSummary("List jobs, newest first, 200 at a time; X-Total-Count says how many there are");
        jobs.MapGet("events", JobEndpoints.Events)
            .WithSummary("Follow unfinished and failed jobs as server-sent events");
        jobs.MapGet("schedule", ScheduleEndpoints.GetAsync).WithSummary("Get what holds for all jobs");
        jobs.MapPut("schedule", ScheduleEndpoints.PutAsync)
            .WithSummary("Pause or resume everything, or set the off-hours");
        var job = jobs.MapGroup("").AddEndpointFilter<HiddenJobFilter>();
        job.MapPost("{id:guid}/retry", JobEndpoints.RetryAsync).WithSummary("Try a failed job again");
        job.MapPost("{id:guid}/pause", JobEndpoints.PauseAsync).WithSummary("Pause an unfinished job");
        job.MapPost("{id:guid}/resume", JobEndpoints.ResumeAsync).WithSummary("Resume a paused job");
        job.MapPost("{id:guid}/cancel", JobEndpoints.CancelAsync).WithSummary("Cancel an unfinished job");
        job.MapPut("{id:guid}/priority", JobEndpoints.PrioritizeAsync)
            .WithSummary("Change which jobs a job goes before");
        job.MapDelete("{id:guid}", JobEndpoints.DeleteAsync).WithSummary("Delete a finished job from the history");
    }
}
