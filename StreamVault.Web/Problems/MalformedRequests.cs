using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace StreamVault.Web.Problems;

/// <summary>
/// Explains requests that can't be bound to the parameters of their endpoint: which field is invalid, and what it must be.
/// </summary>
internal sealed partial class MalformedRequests(IOptions<JsonOptions> json)
{
    private const string Body = "body";
    private const string NoObject = "The body must be a JSON object.";

    /// <returns>The field and what is wrong with it; null if the request is invalid in another way.</returns>
    public (string Field, string Fault)? Explain(
        BadHttpRequestException bad,
        IExceptionHandlerFeature failed,
        HttpRequest request
    )
    {
        // Kestrel's own exceptions are of a derived type. They are about the protocol.
        if (
            failed.Endpoint is not { } endpoint
            || bad.StatusCode != StatusCodes.Status400BadRequest
            || bad.GetType() != typeof(BadHttpRequestException)
        )
        {
            return null;
        }

        return QueryFault(endpoint, failed.RouteValues, request.Query) ?? BodyFault(endpoint, bad.InnerException);
    }

    private static (string, string)? QueryFault(Endpoint endpoint, RouteValueDictionary? route, IQueryCollection query)
    {
        foreach (var parameter in endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name);
            var type = parameter.ParameterInfo.ParameterType;
            if (
                route?.ContainsKey(name) == true
                || QueryType(Nullable.GetUnderlyingType(type) ?? type) is not var (word, parses)
            )
            {
                continue;
            }

            if (!query.TryGetValue(name, out var sent))
            {
                if (!parameter.IsOptional)
                {
                    return (name, $"{name} is missing. It must be {word}.");
                }
            }
            else if (!parses(sent.ToString()))
            {
                return (name, $"{name} must be {word}.");
            }
        }

        return null;
    }

    private (string, string)? BodyFault(Endpoint endpoint, Exception? cause)
    {
        if (
            endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not { RequestType: { } type } accepts
            || !accepts.ContentTypes.Contains("application/json")
        )
        {
            return null;
        }

        var fields = json.Value.SerializerOptions.GetTypeInfo(type).Properties;
        if (cause is not null and not JsonException)
        {
            return null;
        }

        var malformed = cause as JsonException;
        if (
            malformed is { InnerException: JsonException, LineNumber: var line, BytePositionInLine: var column }
            && (line, column) is not (null or 0, null or 0)
        )
        {
            return (Body, $"The body is not valid JSON (line {line + 1}, column {column + 1}).");
        }

        if (
            TopLevelField().Match(malformed?.Path ?? "") is { Success: true } match
            && fields.FirstOrDefault(field =>
                field.Name.Equals(match.Groups[1].Value, StringComparison.OrdinalIgnoreCase)
            )
                is { } invalid
        )
        {
            return (invalid.Name, $"{invalid.Name} must be {WordFor(invalid.PropertyType)}.");
        }

        return fields.FirstOrDefault(field => field.IsRequired) is { } required
            ? (required.Name, $"{required.Name} is missing. It must be {WordFor(required.PropertyType)}.")
            : (Body, NoObject);
    }

    private string WordFor(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return QueryType(type)?.Word
            ?? (
                type == typeof(string) ? "text"
                : type == typeof(DateTimeOffset) ? "a time, such as 2026-12-24T18:00:00Z"
                : type == typeof(TimeOnly) ? "a time of day, such as 22:00"
                : type == typeof(long) ? "a whole number"
                : type.IsEnum
                    ? $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}"
                : json.Value.SerializerOptions.GetTypeInfo(type) switch
                {
                    { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element } =>
                        $"a list of {PluralFor(element)}",
                    // Only ids have a converter of their own.
                    { Kind: JsonTypeInfoKind.None } => "an id",
                    _ => "an object",
                }
            );
    }

    private string PluralFor(Type element) =>
        WordFor(element) switch
        {
            "text" => "texts",
            "an id" => "ids",
            "a whole number" => "whole numbers",
            "a number" => "numbers",
            "an object" => "objects",
            _ => "values",
        };

    private static (string Word, Func<string, bool> Parses)? QueryType(Type type)
    {
        if (type == typeof(int))
        {
            return (
                "a whole number",
                text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            );
        }

        if (type == typeof(double))
        {
            return ("a number", text => double.TryParse(text, CultureInfo.InvariantCulture, out _));
        }

        return type == typeof(bool) ? ("true or false", text => bool.TryParse(text, out _)) : null;
    }

    [GeneratedRegex(@"^\$\.(\w+)")]
    private static partial Regex TopLevelField();
}
