using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;

namespace StreamVault.Web.Problems;

/// <summary>The HTTP interface reports errors as problem details (RFC 9457), never as an HTML page.</summary>
internal static class ProblemsArea
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddSingleton<MalformedRequests>();
        services.AddExceptionHandler<BadRequestHandler>();
        services.AddExceptionHandler<FullDisk.Handler>();
        services.AddScoped<CircuitHandler, BallastForPages>();
        // BadRequestHandler explains malformed requests in every environment.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseBallast();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(StreamVaultUrls.Api),
            api =>
            {
                api.UseExceptionHandler();
                api.UseStatusCodePages();
                api.UseKnownCharsets();
            }
        );
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments(StreamVaultUrls.Api),
            pages =>
            {
                pages.UseExceptionHandler(StreamVaultUrls.Error, createScopeForErrors: true);
                pages.UseStatusCodePagesWithReExecute(StreamVaultUrls.NotFound);
            }
        );
    }

    private sealed class BadRequestHandler(MalformedRequests malformed, IProblemDetailsService problems)
        : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(
            HttpContext context,
            Exception exception,
            CancellationToken cancellationToken
        )
        {
            if (exception is not BadHttpRequestException bad)
            {
                return false;
            }

            if (
                context.Features.Get<IExceptionHandlerFeature>() is { } failed
                && malformed.Explain(bad, failed, context.Request) is var (field, fault)
            )
            {
                await Refusals.BadRequest(field, fault).ExecuteAsync(context);
                return true;
            }

            context.Response.StatusCode = bad.StatusCode;
            return await problems.TryWriteAsync(
                new ProblemDetailsContext
                {
                    HttpContext = context,
                    ProblemDetails = { Status = bad.StatusCode, Detail = bad.Message },
                }
            );
        }
    }
}
