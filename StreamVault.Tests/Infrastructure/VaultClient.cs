using System.Net;
using System.Net.Http.Json;

namespace StreamVault.Tests.Infrastructure;

/// <summary>A video as clients receive it.</summary>
public sealed record VideoJson(
    Guid Id,
    string Title,
    string? Description,
    string Status,
    string OriginalFilename,
    double? DurationSeconds,
    long? FileSizeBytes,
    string[] Qualities,
    string? Error
);

/// <summary>A page of the library as clients receive it.</summary>
public sealed record VideoListJson(VideoJson[] Items, int Total);

/// <summary>A job as clients receive it.</summary>
public sealed record JobJson(
    Guid Id,
    Guid VideoId,
    string VideoTitle,
    string Status,
    int Attempts,
    int MaxAttempts,
    double Progress,
    string? ErrorMessage,
    string? ErrorLog
);

/// <summary>A token as clients receive it.</summary>
public sealed record TokenJson(Guid Id, Guid VideoId, string Token, Uri Url, string? Description);

/// <summary>Actions of a signed-in client, over HTTP only.</summary>
public static class VaultClient
{
    /// <summary>Uploads a file under its own name. Fails if it isn't accepted.</summary>
    public static async Task<VideoJson> UploadAsync(this HttpClient client, string path, string? title = null)
    {
        await using var bytes = File.OpenRead(path);
        using var answer = await client.SendUploadAsync(new StreamContent(bytes), Path.GetFileName(path), title);
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<VideoJson>())!;
    }

    /// <summary>Sends an upload and returns any response. Duplicates are allowed by default.</summary>
    public static async Task<HttpResponseMessage> SendUploadAsync(
        this HttpClient client,
        HttpContent file,
        string fileName,
        string? title = null,
        string? duplicate = "allow"
    )
    {
        using var form = new MultipartFormDataContent();
        if (title is not null)
        {
            form.Add(new StringContent(title), "title");
        }

        if (duplicate is not null)
        {
            form.Add(new StringContent(duplicate), "duplicate");
        }

        form.Add(file, "file", fileName);
        return await client.PostAsync(StreamVaultUrls.ApiUpload, form);
    }

    /// <summary>The current state of the video.</summary>
    public static async Task<VideoJson> VideoAsync(this HttpClient client, Guid id) =>
        (await client.GetFromJsonAsync<VideoJson>($"{StreamVaultUrls.ApiVideos}/{id}"))!;

    /// <summary>All jobs, newest first.</summary>
    public static async Task<JobJson[]> JobsAsync(this HttpClient client) =>
        (await client.GetFromJsonAsync<JobJson[]>(StreamVaultUrls.ApiJobs))!;

    /// <summary>The newest job of a video.</summary>
    public static async Task<JobJson> JobAsync(this HttpClient client, Guid video) =>
        (await client.JobsAsync()).First(job => job.VideoId == video);

    /// <summary>Waits until the video is ready. Fails immediately if the video failed.</summary>
    public static async Task<VideoJson> ReadyAsync(this HttpClient client, Guid id, TimeSpan? deadline = null)
    {
        var seen = "";
        return await Until.GotAsync(
            async () =>
            {
                var video = await client.VideoAsync(id);
                seen = $"Its last status was {video.Status}.";
                video.Status.Should().NotBe("failed", "{0}", video.Error);
                return video.Status == "ready" ? video : null;
            },
            deadline ?? Until.Encoded,
            () => seen
        );
    }

    /// <summary>Creates a token for a video that never expires, or expires after some hours.</summary>
    public static async Task<TokenJson> MakeTokenAsync(
        this HttpClient client,
        Guid video,
        double? expiresInHours = null
    )
    {
        using var answer = await client.PostAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{video}/tokens",
            new { description = "A player", expiresInHours }
        );
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<TokenJson>())!;
    }

    /// <summary>Revokes a token. Fails if it doesn't exist.</summary>
    public static async Task RevokeAsync(this HttpClient client, TokenJson token)
    {
        using var answer = await client.DeleteAsync(StreamVaultUrls.ApiToken(token.Token));
        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
    }
}
