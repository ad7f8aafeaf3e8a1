using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Reference;

/// <summary>Describes ids as UUID strings, as they are sent over HTTP.</summary>
internal sealed class IdSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (
            (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) is var type
            && (type == typeof(VideoId) || type == typeof(JobId) || type == typeof(AlbumId))
        )
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "uuid";
            schema.Properties?.Clear();
        }

        return Task.CompletedTask;
    }
}
