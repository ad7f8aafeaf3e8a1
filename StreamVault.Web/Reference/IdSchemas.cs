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
        if (context.JsonTypeInfo.Type == typeof(VideoId) || context.JsonTypeInfo.Type == typeof(JobId))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "uuid";
            schema.Properties?.Clear();
        }

        return Task.CompletedTask;
    }
}
