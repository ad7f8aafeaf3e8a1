using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Reference;

/// <summary>Configures the HTTP interface's JSON and OpenAPI document, and a page that shows the document.</summary>
internal static class ReferenceArea
{
    public static IServiceCollection AddReference(this IServiceCollection services)
    {
        services.AddOpenApi(options =>
            options
                .AddSchemaTransformer<ValueSchemas>()
                .AddSchemaTransformer<RequestSchemas>()
                .AddOperationTransformer<Examples.Transformer>()
                .AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo
                        {
                            Title = "StreamVault",
                            Version = "1",
                            Description =
                                "JSON in camelCase, named values in snake_case, times in UTC, ids as UUID, errors as problem details (RFC 9457). "
                                + "A response with status 400 names the invalid fields: its errors are an object of field names with lists of sentences. "
                                + "Sign in with POST /api/auth/login and keep the cookie; players bring ?token= instead.",
                        };
                        return Task.CompletedTask;
                    }
                )
        );
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, false)
            );
            options.SerializerOptions.Converters.Add(new ParsableText<VideoId>());
            options.SerializerOptions.Converters.Add(new ParsableText<JobId>());
            options.SerializerOptions.Converters.Add(new ParsableText<AlbumId>());
            options.SerializerOptions.Converters.Add(new UtcTime());
        });
        return services;
    }

    public static void MapReference(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi(StreamVaultUrls.OpenApiDocument).RequireAuthorization();
        app.MapScalarApiReference(
                StreamVaultUrls.ApiReference,
                options =>
                    options
                        .WithTitle("StreamVault HTTP interface")
                        .WithOpenApiRoutePattern(StreamVaultUrls.OpenApiDocument)
                        .HideDeveloperTools()
                        .HideClientButton()
                        .DisableDefaultFonts()
                        .DisableAgent()
                        .DisableTelemetry()
            )
            .RequireAuthorization();
    }

    /// <summary>Reads and writes values as JSON strings.</summary>
    private sealed class ParsableText<T> : JsonConverter<T>
        where T : struct, IParsable<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            T.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new JsonException($"'{reader.GetString()}' is not a valid id.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    /// <summary>Writes times in UTC as ISO 8601 with a Z, whatever their time zone.</summary>
    private sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            reader.TryGetDateTimeOffset(out var time)
                ? time.ToUniversalTime()
                : throw new JsonException(
                    $"'{reader.GetString()}' is not a valid time. Use a format such as 2026-12-24T18:00:00Z."
                );

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime);
    }
}
