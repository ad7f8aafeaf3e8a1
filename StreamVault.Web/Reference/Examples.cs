using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace StreamVault.Web.Reference;

/// <summary>Adds examples of bodies to the OpenAPI document.</summary>
internal static class Examples
{
    private static readonly string[] _types = ["application/json", "multipart/form-data"];

    /// <summary>Sets the example of an endpoint's request body.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="json">The body; for a form, an object with its fields.</param>
    public static TBuilder WithRequestExample<TBuilder>(this TBuilder endpoint, string json)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestExample(json));

    /// <summary>Sets the example of an endpoint's successful response.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="json">The body.</param>
    public static TBuilder WithResponseExample<TBuilder>(this TBuilder endpoint, string json)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ResponseExample(json));

    private sealed record RequestExample(string Json);

    private sealed record ResponseExample(string Json);

    /// <summary>Writes the examples into the document.</summary>
    public sealed class Transformer : IOpenApiOperationTransformer
    {
        public Task TransformAsync(
            OpenApiOperation operation,
            OpenApiOperationTransformerContext context,
            CancellationToken cancellationToken
        )
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<RequestExample>().LastOrDefault() is { } request)
            {
                Set(operation.RequestBody?.Content, request.Json);
            }

            if (metadata.OfType<ResponseExample>().LastOrDefault() is { } response)
            {
                var success = operation.Responses?.FirstOrDefault(pair => pair.Key.StartsWith('2')).Value;
                Set(success?.Content, response.Json);
            }

            return Task.CompletedTask;
        }

        private static void Set(IDictionary<string, OpenApiMediaType>? content, string json)
        {
            foreach (var type in _types)
            {
                if (content?.TryGetValue(type, out var body) == true)
                {
                    body.Example = JsonNode.Parse(json);
                }
            }
        }
    }
}
