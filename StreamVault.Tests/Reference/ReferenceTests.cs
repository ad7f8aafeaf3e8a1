using System.Net;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Reference;

public sealed class ReferenceTests
{
    private static readonly string[] _promised =
    [
        "post /api/auth/setup",
        "post /api/auth/login",
        "post /api/auth/logout",
        "get /api/sessions",
        "delete /api/sessions/{id}",
        "post /api/videos/upload",
        "get /api/uploads",
        "post /api/uploads",
        "head /api/uploads/{id}",
        "patch /api/uploads/{id}",
        "delete /api/uploads/{id}",
        "post /api/uploads/{id}/add",
        "get /api/originals",
        "put /api/originals",
        "get /api/videos/{id}/original",
        "delete /api/videos/{id}/original",
        "get /api/quarantine",
        "post /api/quarantine/{entry}/adopt",
        "delete /api/quarantine/{entry}",
        "get /api/videos",
        "get /api/videos/{id}",
        "post /api/videos/{id}/check",
        "patch /api/videos/{id}",
        "delete /api/videos/{id}",
        "post /api/videos/{id}/prepare",
        "post /api/videos/bulk",
        "get /api/albums",
        "post /api/albums",
        "get /api/albums/{id}",
        "patch /api/albums/{id}",
        "delete /api/albums/{id}",
        "put /api/albums/{id}/videos/{videoId}",
        "delete /api/albums/{id}/videos/{videoId}",
        "get /api/tags",
        "patch /api/tags/{id}",
        "post /api/tags/{id}/merge",
        "delete /api/tags/{id}",
        "get /api/people",
        "patch /api/people/{id}",
        "post /api/people/{id}/merge",
        "delete /api/people/{id}",
        "get /api/people/{id}/face.jpg",
        "put /api/people/{id}/face",
        "delete /api/people/{id}/face",
        "post /api/videos/{id}/tokens",
        "get /api/tokens",
        "delete /api/tokens/{token}",
        "get /api/link-previews",
        "put /api/link-previews",
        "get /watch/{token}",
        "head /watch/{token}",
        "get /api/videos/{id}/master.m3u8",
        "get /api/videos/{id}/{quality}.m3u8",
        "get /api/videos/{id}/key",
        "get /api/videos/{id}/{quality}/{segment}",
        "get /api/background",
        "put /api/background",
        "post /api/background/{kind}/{video}/retry",
        "get /api/jobs",
        "get /api/jobs/events",
        "get /api/jobs/schedule",
        "put /api/jobs/schedule",
        "post /api/jobs/{id}/retry",
        "post /api/jobs/{id}/pause",
        "post /api/jobs/{id}/resume",
        "post /api/jobs/{id}/cancel",
        "put /api/jobs/{id}/priority",
        "delete /api/jobs/{id}",
    ];

    [Fact]
    public async Task The_document_describes_every_operation_with_a_summary()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();

        using var document = JsonDocument.Parse(await client.GetStringAsync(StreamVaultUrls.OpenApiDocument));

        var operations = document
            .RootElement.GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject().Select(method => (Name: $"{method.Name} {path.Name}", method.Value))
            )
            .ToArray();
        operations.Select(operation => operation.Name).Should().Contain(_promised);
        operations.Should().OnlyContain(operation => operation.Value.GetProperty("summary").GetString() != "");
    }

    [Fact]
    public async Task Only_the_owner_reads_the_document()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var document = await client.GetAsync(StreamVaultUrls.OpenApiDocument);
        using var page = await client.GetAsync(StreamVaultUrls.ApiReference);

        document.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        page.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
