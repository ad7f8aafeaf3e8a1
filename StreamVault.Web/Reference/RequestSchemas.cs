using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace StreamVault.Web.Reference;

/// <summary>
/// Lists as required only what a request must contain. By itself, the document requires every parameter of a record
/// without a default, although most of them may be omitted. <see cref="RequiredAttribute"/> marks those that are nullable
/// only so that the endpoint can explain what is missing.
/// </summary>
internal sealed class RequestSchemas(EndpointDataSource endpoints) : IOpenApiSchemaTransformer
{
    private readonly Lazy<HashSet<Type>> _requests = new(() =>
        [
            .. endpoints
                .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType)
                .OfType<Type>(),
        ]
    );

    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (schema.Properties is not { } schemas || !_requests.Value.Contains(context.JsonTypeInfo.Type))
        {
            return Task.CompletedTask;
        }

        schema.Required = new HashSet<string>();
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            var isMarked = property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) == true;
            if (isMarked && schemas.TryGetValue(property.Name, out var found) && found is OpenApiSchema given)
            {
                given.Type &= ~JsonSchemaType.Null;
            }

            if (isMarked || IsRequired(property))
            {
                schema.Required.Add(property.Name);
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };
}
