using System.Net.Sockets;

namespace StreamVault.Tests.Infrastructure;

/// <summary>A response that no HTTP library has parsed.</summary>
public sealed record RawResponse(int Status, string Text);

/// <summary>Sends requests that HTTP clients would refuse or normalize.</summary>
public static class RawHttp
{
    /// <summary>Sends a request with exactly this target and reads the whole response.</summary>
    /// <param name="server">The server.</param>
    /// <param name="method">GET, POST …</param>
    /// <param name="target">The request target, byte for byte: <c>/api/videos/..%2f..%2f</c>.</param>
    /// <param name="headers">Additional header lines, without line breaks.</param>
    public static async Task<RawResponse> SendAsync(Uri server, string method, string target, params string[] headers)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port);
        await using var stream = connection.GetStream();
        string[] lines =
        [
            $"{method} {target} HTTP/1.1",
            $"Host: {server.Authority}",
            "Connection: close",
            .. headers,
            "",
            "",
        ];
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(string.Join("\r\n", lines)));
        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8);
        using var late = new CancellationTokenSource(Until.Soon);
        var text = await reader.ReadToEndAsync(late.Token);
        return new RawResponse(int.Parse(text.Split(' ', 3)[1], null), text);
    }
}
