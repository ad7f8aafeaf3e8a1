using Microsoft.AspNetCore.Diagnostics;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Problems;

/// <summary>The message for a full disk, and which requests may use the ballast.</summary>
internal static class FullDisk
{
    public const string Sentence =
        "The disk is full. Empty the trash, delete videos you no longer need, or move the vault to a larger disk, then try again.";

    /// <summary>Lets requests that change data use the ballast, except uploads.</summary>
    public static void UseBallast(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (!MayUseBallast(context.Request))
                {
                    await next(context);
                    return;
                }

                using (OwnerRequestScope.Begin())
                {
                    await next(context);
                }
            }
        );

    private static bool MayUseBallast(HttpRequest request) =>
        HttpMethods.IsDelete(request.Method)
        || (
            (
                HttpMethods.IsPost(request.Method)
                || HttpMethods.IsPut(request.Method)
                || HttpMethods.IsPatch(request.Method)
            )
            && !request.Path.StartsWithSegments(StreamVaultUrls.ApiUploads)
            && !request.Path.StartsWithSegments(StreamVaultUrls.ApiUpload)
        );

    /// <summary>Responds with 507 instead of 500, as problem details or as the error page.</summary>
    public sealed class Handler(IProblemDetailsService problems) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(
            HttpContext context,
            Exception exception,
            CancellationToken cancellationToken
        )
        {
            if (!DiskFull.Caused(exception))
            {
                return false;
            }

            context.Response.StatusCode = StatusCodes.Status507InsufficientStorage;
            return context.Request.Path.StartsWithSegments(StreamVaultUrls.Api)
                && await problems.TryWriteAsync(
                    new ProblemDetailsContext
                    {
                        HttpContext = context,
                        ProblemDetails = { Status = context.Response.StatusCode, Detail = Sentence },
                    }
                );
        }
    }
}
