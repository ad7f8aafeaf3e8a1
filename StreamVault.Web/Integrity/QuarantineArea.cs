namespace StreamVault.Web.Integrity;

/// <summary>The HTTP API of the quarantine.</summary>
internal static class QuarantineArea
{
    public static void MapQuarantine(this IEndpointRouteBuilder app)
    {
        var quarantine = app.MapGroup(StreamVaultUrls.ApiQuarantine).WithTags("Quarantine").RequireAuthorization();
        quarantine
            .MapGet("", QuarantineEndpoints.List)
            .WithSummary("List files that were found without a database entry, newest first");
        quarantine
            .MapPost("/{entry}/adopt", QuarantineEndpoints.AdoptAsync)
            .WithSummary("Bring a quarantined video or upload back into the library");
        quarantine
            .MapDelete("/{entry}", QuarantineEndpoints.Delete)
            .WithSummary("Permanently delete a quarantine entry");
    }
}
