using System.Net;
using System.Net.Http.Json;
using StreamVault.Core.Entities;
using TextEncoding = System.Text.Encoding;

namespace StreamVault.Tests.Subtitles;

/// <summary>Uploaded subtitles as API clients see them.</summary>
public sealed record SubtitleJson(
    Guid Id,
    string? Language,
    string Label,
    double ShiftSeconds,
    string Format,
    string FileName
);

/// <summary>Uploads and lists subtitles over HTTP.</summary>
internal static class SubtitleClient
{
    /// <summary>Uploads subtitles. Fails if they aren't accepted.</summary>
    public static async Task<SubtitleJson> AddSubtitlesAsync(
        this HttpClient client,
        VideoId video,
        string text,
        string name = "a.srt",
        string? language = null,
        string? label = null
    )
    {
        using var answer = await client.SendSubtitlesAsync(
            video,
            TextEncoding.UTF8.GetBytes(text),
            name,
            ("language", language),
            ("label", label)
        );
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<SubtitleJson>())!;
    }

    /// <summary>Sends subtitles and returns any response.</summary>
    public static async Task<HttpResponseMessage> SendSubtitlesAsync(
        this HttpClient client,
        VideoId video,
        byte[] file,
        string name = "a.srt",
        params (string Name, string? Value)[] fields
    )
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        foreach (var field in fields.Where(field => field.Value is not null))
        {
            form.Add(new StringContent(field.Value!), field.Name);
        }

        return await client.PostAsync(StreamVaultUrls.Subtitles(video), form);
    }

    /// <summary>The uploaded subtitles of a video.</summary>
    public static async Task<SubtitleJson[]> SubtitlesAsync(this HttpClient client, VideoId video) =>
        (await client.GetFromJsonAsync<SubtitleJson[]>(StreamVaultUrls.Subtitles(video)))!;
}
