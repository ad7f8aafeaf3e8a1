using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Tokens;

namespace StreamVault.Web.Tokens;

/// <summary>The link preview setting in the HTTP interface.</summary>
/// <param name="Enabled">Whether apps show the title and the poster of a link.</param>
internal sealed record LinkPreviewsBody([property: JsonRequired] bool Enabled);

internal static class LinkPreviewEndpoints
{
    public static async Task<Ok<LinkPreviewsBody>> ReadAsync(
        LinkPreviews previews,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(new LinkPreviewsBody(await previews.AreEnabledAsync(cancellationToken)));

    public static async Task<Ok<LinkPreviewsBody>> ChooseAsync(
        LinkPreviewsBody body,
        LinkPreviews previews,
        CancellationToken cancellationToken
    )
    {
        await previews.ChooseAsync(body.Enabled, cancellationToken);
        return TypedResults.Ok(body);
    }
}
