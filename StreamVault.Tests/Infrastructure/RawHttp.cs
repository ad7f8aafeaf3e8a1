using System.Net.Sockets;

namespace StreamVault.Tests.Infrastructure;

/// <summary>What came back, unread by any HTTP library.</summary>
public sealed record RawAnswer(int Status, string Text);

/// <summary>Requests that a proper HTTP client refuses to send, or quietly mends.</summary>
public static class RawHttp
{
    /// <summary>Sends one request with this very target and reads the answer to its end.</summary>
    /// <param name="server">Where to connect.</param>
    /// <param name="method">GET, POST …</param>
    /// <param name="target">The request target, byte for byte: <c>/api/videos/..%2f..%2f</c>.</param>
    /// <param name="headers">More header lines, without line ends.</param>
    public static async Task<RawAnswer> SendAsync(Uri server, string method, string target, params string[] headers)
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
        return new RawAnswer(int.Parse(text.Split(' ', 3)[1], null), text);
    }
}
