using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Settings;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Architecture;

/// <summary>The generated parts of the documentation are current.</summary>
public sealed class GeneratedDocumentationTests
{
    [Fact]
    public async Task The_configuration_page_lists_every_setting_with_its_default()
    {
        await using var app = new StreamVaultApp();

        GeneratedPart.Of("docs/configuration.md", "settings").ShouldBe(Settings(app));
    }

    [Fact]
    public async Task The_HTTP_page_lists_every_endpoint()
    {
        await using var app = new StreamVaultApp();

        GeneratedPart.Of("docs/http-api.md", "endpoints").ShouldBe(Endpoints(app));
    }

    private static string Settings(StreamVaultApp app)
    {
        var text = new StringBuilder("| Key | Default | What it does |\n| --- | --- | --- |\n");
        foreach (var setting in app.Services.GetRequiredService<SettingsCatalog>().All)
        {
            var value = setting.Default.Length == 0 ? "depends" : $"`{setting.Default}`";
            text.Append($"| `{setting.Key}` | {value} | {setting.Description} |\n");
        }

        return text.ToString();
    }

    private static string Endpoints(StreamVaultApp app)
    {
        var text = new StringBuilder("| Request | What it does | Access |\n| --- | --- | --- |\n");
        var rows =
            from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let summary = endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary
            where summary is not null
            let method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]
            let path = Path(endpoint)
            orderby endpoint.Metadata.GetMetadata<ITagsMetadata>()?.Tags[0], path, method
            select $"| `{method} {path}` | {summary} | {Access(endpoint)} |\n";
        return text.AppendJoin("", rows).ToString();
    }

    // Removes the constraints of parameters: {id}, not {id:guid}.
    private static string Path(RouteEndpoint endpoint) =>
        "/"
        + string.Join(
            '/',
            endpoint.RoutePattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
                            RoutePatternLiteralPart literal => literal.Content,
                            RoutePatternSeparatorPart separator => separator.Content,
                            _ => "",
                        }
                    )
                )
            )
        );

    private static string Access(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null ? "session"
        : Path((RouteEndpoint)endpoint) is var path && path.StartsWith("/api/auth", StringComparison.Ordinal) ? "anyone"
        : path.Contains("{token}") ? "token"
        : "token or session";
}
