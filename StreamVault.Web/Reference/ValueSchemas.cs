using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Reference;

/// <summary>
/// Describes values as they are sent over HTTP: ids and times, whose converters hide their type from the document, and
/// numbers, which the server also reads from text but always writes as numbers.
/// </summary>
internal sealed class ValueSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = context.JsonTypeInfo.Type;
        var nullable = Nullable.GetUnderlyingType(type) is null ? 0 : JsonSchemaType.Null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsId(type))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String, "uuid");
            schema.Properties?.Clear();
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | nullable;
        }
        else if (
            context.JsonTypeInfo is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }
            && IsId(element)
        )
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
        }
        else if (schema.Type is { } sent && (sent & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
        {
            (schema.Type, schema.Pattern) = (sent & ~JsonSchemaType.String, null);
        }

        return Task.CompletedTask;
    }

    private static bool IsId(Type type) => type == typeof(VideoId) || type == typeof(JobId) || type == typeof(AlbumId);
}
