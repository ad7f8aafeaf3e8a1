using System.Globalization;
using System.Net.Http.Headers;

namespace StreamVault.Tests.Uploads;

/// <summary>The requests of tus 1.0.0, one method each, whatever their outcome.</summary>
internal static class TusRequests
{
    public static Task<HttpResponseMessage> TusCreateAsync(
        this HttpClient client,
        long length,
        string filename = "clip.mp4",
        byte[]? first = null,
        string? title = null,
        params (string Name, string Value)[] headers
    )
    {
        var metadata = $"filename {Base64(filename)}" + (title is null ? "" : $",title {Base64(title)}");
        return client.TusAsync(
            HttpMethod.Post,
            StreamVaultUrls.ApiUploads,
            first,
            [("Upload-Length", Number(length)), ("Upload-Metadata", metadata), .. headers]
        );
    }

    /// <summary>Creates an upload and expects success.</summary>
    public static async Task<string> TusBeginAsync(this HttpClient client, long length, string filename = "clip.mp4")
    {
        using var answer = await client.TusCreateAsync(length, filename);
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    public static Task<HttpResponseMessage> TusPatchAsync(
        this HttpClient client,
        string upload,
        long offset,
        byte[] bytes,
        params (string Name, string Value)[] headers
    ) => client.TusAsync(HttpMethod.Patch, upload, bytes, [("Upload-Offset", Number(offset)), .. headers]);

    public static Task<HttpResponseMessage> TusHeadAsync(this HttpClient client, string upload) =>
        client.TusAsync(HttpMethod.Head, upload, null);

    public static Task<HttpResponseMessage> TusDeleteAsync(this HttpClient client, string upload) =>
        client.TusAsync(HttpMethod.Delete, upload, null);

    public static async Task<HttpResponseMessage> TusAsync(
        this HttpClient client,
        HttpMethod method,
        string address,
        byte[]? body,
        params (string Name, string Value)[] headers
    )
    {
        using var request = TusRequest(method, address, headers);
        if (body is not null)
        {
            request.Content = TusContent(new ByteArrayContent(body));
        }

        return await client.SendAsync(request);
    }

    public static HttpRequestMessage TusRequest(
        HttpMethod method,
        string address,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public static HttpContent TusContent(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        return content;
    }

    /// <summary>The value of a header; null if it is missing.</summary>
    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>The offset in the answer.</summary>
    public static long Offset(this HttpResponseMessage answer) =>
        long.Parse(answer.Header("Upload-Offset")!, CultureInfo.InvariantCulture);

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
