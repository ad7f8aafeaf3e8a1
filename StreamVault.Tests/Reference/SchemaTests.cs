using System.Text.Json.Nodes;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Reference;

/// <summary>The whole OpenAPI document, as a program that generates a client from it reads it.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new();
    private JsonObject _document = [];

    // What the body of each request must contain.
    private static readonly Dictionary<string, string[]> _required = new()
    {
        ["AddChapterRequest"] = ["startSeconds", "title"],
        ["AddNoteRequest"] = ["atSeconds", "text"],
        ["AlbumFolderRequest"] = ["path", "ids"],
        ["BackgroundRequest"] = ["paused"],
        ["BulkEditRequest"] = ["ids"],
        ["ChangeAlbumRequest"] = [],
        ["ChangeChapterRequest"] = [],
        ["ChangeNoteRequest"] = [],
        ["CreateAlbumRequest"] = ["title"],
        ["CreateTokenRequest"] = [],
        ["DescribeVideoRequest"] = [],
        ["FaceResponse"] = ["videoId", "atSeconds", "left", "top", "size"],
        ["HistorySettingRequest"] = ["enabled"],
        ["LinkPreviewsBody"] = ["enabled"],
        ["LoginRequest"] = ["username", "password"],
        ["MergeTagRequest"] = ["into"],
        ["OriginalsPolicyBody"] = ["policy"],
        ["PositionRequest"] = ["positionSeconds"],
        ["PrioritizeRequest"] = [],
        ["RenameTagRequest"] = ["name"],
        ["ScheduleRequest"] = [],
        ["SetupRequest"] = ["username", "password"],
        ["SimilarDecisionRequest"] = ["decision"],
        ["SubtitleFileForm"] = ["file"],
        ["SubtitleForm"] = ["file"],
        ["SubtitleRequest"] = [],
        ["TrashPeriodBody"] = ["days"],
        ["UnlockPrivateRequest"] = ["password"],
        ["UploadForm"] = ["file"],
    };

    public async Task InitializeAsync()
    {
        using var client = await _app.SignInAsync();
        _document = JsonNode.Parse(await client.GetStringAsync(StreamVaultUrls.OpenApiDocument))!.AsObject();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public void Requests_require_only_what_they_need() =>
        Bodies()
            .Select(body => SchemaName(body.Content))
            .Distinct()
            .ToDictionary(name => name, name => Texts(Schema(name)["required"]))
            .Should()
            .BeEquivalentTo(_required);

    [Fact]
    public void Required_values_cannot_be_null()
    {
        // The trash can be kept forever.
        foreach (var (name, required) in _required.Where(request => request.Key != "TrashPeriodBody"))
        {
            foreach (var property in required)
            {
                Texts(Schema(name)["properties"]![property]!["type"])
                    .Should()
                    .NotContain("null", "{0}.{1}", name, property);
            }
        }
    }

    [Fact]
    public void Every_schema_has_a_type()
    {
        var untyped = All(_document)
            .Where(found => found.Node is JsonObject)
            .SelectMany(found => Parts(found.Path, found.Node.AsObject()))
            .Where(part => part.Schema is not JsonObject schema || !IsTyped(schema))
            .Select(part => part.Path);

        untyped.Should().BeEmpty();

        static IEnumerable<(string Path, JsonNode? Schema)> Parts(string path, JsonObject node)
        {
            if (Texts(node["type"]).Contains("array"))
            {
                yield return ($"{path}/items", node["items"]);
            }

            foreach (var (name, schema) in node["properties"] as JsonObject ?? [])
            {
                yield return ($"{path}/properties/{name}", schema);
            }
        }

        static bool IsTyped(JsonObject schema) =>
            new[] { "type", "$ref", "oneOf", "anyOf", "allOf", "enum" }.Any(schema.ContainsKey);
    }

    [Fact]
    public void Lists_of_ids_contain_uuids()
    {
        foreach (
            var (name, property) in new[]
            {
                ("BulkEditRequest", "ids"),
                ("BulkEditResponse", "ids"),
                ("AlbumFolderRequest", "ids"),
                ("ChangeAlbumRequest", "videoIds"),
            }
        )
        {
            var items = Schema(name)["properties"]![property]!["items"]!;

            (items["type"]!.GetValue<string>(), items["format"]!.GetValue<string>()).Should().Be(("string", "uuid"));
        }
    }

    [Fact]
    public void Every_request_body_has_an_example_with_known_and_all_required_fields()
    {
        foreach (var (operation, content) in Bodies())
        {
            var schema = Schema(SchemaName(content));
            content["example"].Should().BeOfType<JsonObject>("{0} needs an example", operation);
            var fields = content["example"]!.AsObject().Select(field => field.Key).ToArray();

            fields.Should().BeSubsetOf(schema["properties"]!.AsObject().Select(field => field.Key), operation);
            Texts(schema["required"]).Should().BeSubsetOf(fields, operation);
        }
    }

    private IEnumerable<(string Operation, JsonObject Content)> Bodies() =>
        from path in _document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        where method.Value!["requestBody"] is not null
        from content in method.Value!["requestBody"]!["content"]!.AsObject()
        select ($"{method.Key} {path.Key}", content.Value!.AsObject());

    // An optional body is null or the schema.
    private static string SchemaName(JsonObject content)
    {
        var schema = content["schema"]!;
        var reference =
            schema["$ref"] ?? schema["oneOf"]!.AsArray().Single(choice => choice!["$ref"] is not null)!["$ref"];
        return reference!.GetValue<string>().Split('/')[^1];
    }

    private JsonObject Schema(string name) => _document["components"]!["schemas"]![name]!.AsObject();

    private static string[] Texts(JsonNode? node) =>
        node switch
        {
            JsonArray list => [.. list.Select(text => text!.GetValue<string>())],
            JsonValue text => [text.GetValue<string>()],
            _ => [],
        };

    private static IEnumerable<(string Path, JsonNode Node)> All(JsonNode node, string path = "") =>
        node switch
        {
            JsonObject json => json.Where(member => member is { Key: not "example", Value: not null })
                .SelectMany(member => All(member.Value!, $"{path}/{member.Key}"))
                .Prepend((path, node)),
            JsonArray list => list.SelectMany((item, index) => All(item!, $"{path}/{index}")),
            _ => [],
        };
}
