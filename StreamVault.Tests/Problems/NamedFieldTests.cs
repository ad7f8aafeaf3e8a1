using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Uploads;

namespace StreamVault.Tests.Problems;

/// <summary>Responses with status 400 name the invalid fields in the same form everywhere.</summary>
public sealed class NamedFieldTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    private static readonly string TooLong = new('x', 300);

    [Theory]
    [InlineData("""{"username":" ","password":"correct horse"}""", "username")]
    [InlineData("""{"username":"an\u0000na","password":"correct horse"}""", "username")]
    [InlineData("""{"username":"anna"}""", "password")]
    [InlineData("""{"username":"anna","password":"short"}""", "password")]
    [InlineData("""{"username":"anna","password":"correct horse","email":"a\u0000b"}""", "email")]
    [InlineData("""{}""", "username", "password")]
    public async Task The_first_account(string body, params string[] fields)
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var content = new StringContent(body, null, "application/json");
        using var answer = await client.PostAsync(StreamVaultUrls.ApiSetup, content);

        await NamesAsync(answer, fields);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("album")]
    [InlineData("duplicate")]
    [InlineData("lastModified")]
    [InlineData("relativePath")]
    [InlineData("file")]
    public async Task An_upload_form(string field)
    {
        using var client = await app.SignInAsync();
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent("From the attic"), "description");
        if (field != "file")
        {
            form.Add(new StringContent("a\u0001" + new string('x', 5_000)), field);
            form.Add(new ByteArrayContent([1, 2, 3]), "file", "a.mp4");
        }

        using var answer = await client.PostAsync(StreamVaultUrls.ApiUpload, form);

        await NamesAsync(answer, field);
    }

    [Fact]
    public async Task An_upload_form_that_ends_early()
    {
        using var client = await app.SignInAsync();
        using var form = new StringContent(
            "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nThe title begins"
        );
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        using var answer = await client.PostAsync(StreamVaultUrls.ApiUpload, form);

        await NamesAsync(answer, "body");
    }

    [Theory]
    [InlineData("Upload-Length", "Upload-Length", "-1")]
    [InlineData("Upload-Metadata", "Upload-Metadata", "filename ***")]
    [InlineData("Upload-Checksum", "Upload-Checksum", "sha1")]
    [InlineData("Upload-Concat", "Upload-Concat", "partial")]
    [InlineData("title", "Upload-Metadata", "title")]
    [InlineData("duplicate", "Upload-Metadata", "duplicate")]
    public async Task A_resumable_upload(string field, string header, string value)
    {
        using var client = await app.SignInAsync();
        Dictionary<string, string> headers = new()
        {
            ["Upload-Length"] = "1000",
            [header] =
                value == field
                    ? $"{value} {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(TooLong))}"
                    : value,
        };

        using var answer = await client.TusAsync(
            HttpMethod.Post,
            StreamVaultUrls.ApiUploads,
            null,
            [.. headers.Select(pair => (pair.Key, pair.Value))]
        );

        await NamesAsync(answer, field);
    }

    [Fact]
    public async Task Bytes_without_an_offset()
    {
        using var client = await app.SignInAsync();
        var upload = await client.TusBeginAsync(1000);

        using var answer = await client.TusAsync(HttpMethod.Patch, upload, new byte[10]);

        await NamesAsync(answer, "Upload-Offset");
    }

    private static async Task NamesAsync(HttpResponseMessage answer, params string[] fields)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var errors = problem
            .GetProperty("errors")
            .EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value);
        errors.Keys.Should().BeEquivalentTo(fields);
        errors.Values.Should().OnlyContain(sentences => sentences.GetArrayLength() > 0);
        problem.GetProperty("detail").GetString().Should().Contain(errors[fields[0]][0].GetString());
    }
}
