using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

/// <summary>Segments over real connections: whole, in ranges, pipelined, slowly, and to clients that disconnect.</summary>
public sealed class SegmentSendingTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new();
    private readonly byte[] _large = RandomNumberGenerator.GetBytes(5_000_000);
    private string _file = null!;
    private Uri _address = null!;
    private HttpClient _player = null!;
    private string _path = null!;

    public async Task InitializeAsync()
    {
        _address = _app.OnLoopback();
        using var owner = await _app.SignInAsync();
        var video = await StoredVideo.LayAsync(_app);
        var folder = _app.Services.GetRequiredService<VaultStorage>().VideoFolder(video.Id);
        _file = Path.Combine(folder, "720p_001.ts");
        await File.WriteAllBytesAsync(_file, _large);
        var token = await owner.MakeTokenAsync(video.Id.Value);
        _path = $"{video.Url("720p/720p_001.ts")}?token={token.Token}";
        _player = new HttpClient { BaseAddress = _address };
    }

    public async Task DisposeAsync()
    {
        _player.Dispose();
        await _app.DisposeAsync();
        _app.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Sends_a_segment_repeatedly_on_one_connection()
    {
        for (var i = 0; i < 5; i++)
        {
            using var answer = await _player.GetAsync(_path);

            answer.Content.Headers.ContentLength.Should().Be(_large.Length);
            (await answer.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(_large).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData(0L, null)]
    [InlineData(1L, 3_999_999L)]
    [InlineData(4_999_999L, null)]
    [InlineData(null, 70_000L)]
    public async Task Sends_a_range_of_a_segment(long? from, long? to)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _path);
        request.Headers.Range = new RangeHeaderValue(from, to);

        using var answer = await _player.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        var first = (int)(from ?? _large.Length - to!.Value);
        var last = (int)(from is null ? _large.Length - 1 : to ?? _large.Length - 1);
        (await answer.Content.ReadAsByteArrayAsync())
            .AsSpan()
            .SequenceEqual(_large.AsSpan(first, last - first + 1))
            .Should()
            .BeTrue();
    }

    [Fact]
    public async Task Answers_pipelined_requests_in_order()
    {
        using var socket = await ConnectAsync();
        await SendAsync(socket, Request("HEAD") + Request("GET") + Request("GET", "Connection: close\r\n"));

        var answered = await ReadToEndAsync(socket);

        var body = System.Text.Encoding.Latin1.GetString(_large);
        var text = System.Text.Encoding.Latin1.GetString(answered);
        text.Split("HTTP/1.1 200 OK").Should().HaveCount(4);
        text.Split(body).Should().HaveCount(3);
        text.Should().EndWith(body);
    }

    [Fact]
    public async Task Serves_HTTP_1_0_clients()
    {
        using var socket = await ConnectAsync();
        await SendAsync(socket, $"GET {_path} HTTP/1.0\r\n\r\n");

        System
            .Text.Encoding.Latin1.GetString(await ReadToEndAsync(socket))
            .Should()
            .EndWith(System.Text.Encoding.Latin1.GetString(_large));
    }

    [Fact]
    public async Task Clients_that_disconnect_leak_nothing()
    {
        var before = OpenFiles();
        for (var i = 0; i < 200; i++)
        {
            using var socket = await ConnectAsync();
            await SendAsync(socket, Request("GET"));
            await socket.ReceiveAsync(new byte[1000]);
            // In turn a reset, as when a phone leaves the network, and a close.
            socket.LingerState = new LingerOption(i % 2 == 0, 0);
        }

        (await _player.GetByteArrayAsync(_path)).AsSpan().SequenceEqual(_large).Should().BeTrue();
        await Until.TrueAsync(
            () => OpenFiles() <= before + 10,
            because: () => $"{before} files were open before, {OpenFiles()} are now."
        );
    }

    [Fact]
    public async Task Closes_a_file_as_soon_as_it_is_sent()
    {
        for (var i = 0; i < 30; i++)
        {
            await _player.GetByteArrayAsync(_path);
        }

        // The last response arrives just before its file is closed.
        Directory
            .GetFiles("/proc/self/fd")
            .Count(open => new FileInfo(open).LinkTarget == _file)
            .Should()
            .BeLessThan(2);
    }

    [Fact]
    public async Task Slow_clients_get_everything_and_delay_nobody()
    {
        var slow = new List<Socket>();
        for (var i = 0; i < 50; i++)
        {
            slow.Add(await ConnectAsync());
            await SendAsync(slow[i], Request("GET", "Connection: close\r\n"));
        }

        (await _player.GetByteArrayAsync(_path)).AsSpan().SequenceEqual(_large).Should().BeTrue();
        foreach (var socket in slow)
        {
            (await ReadToEndAsync(socket)).AsSpan()[^_large.Length..].SequenceEqual(_large).Should().BeTrue();
            socket.Dispose();
        }
    }

    [Fact]
    public async Task A_client_that_reads_nothing_is_sent_little_in_advance()
    {
        using var stalled = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 100_000 };
        await stalled.ConnectAsync(_address.Host, _address.Port);
        await SendAsync(stalled, Request("GET"));

        var queued = 0L;
        await Until.TrueAsync(async () =>
        {
            var before = queued;
            await _player.GetByteArrayAsync(_path);
            queued = BytesQueuedFor(stalled);
            return queued > 0 && queued == before;
        });

        queued.Should().BeLessThan(1_000_000, "the kernel would take several megabytes");
    }

    // The bytes of the response that the kernel holds at the server's end; see proc_net_tcp in the kernel's documentation.
    private long BytesQueuedFor(Socket client)
    {
        var (from, to) = ($":{_address.Port:X4}", $":{((IPEndPoint)client.LocalEndPoint!).Port:X4}");
        return File.ReadLines("/proc/net/tcp")
            .Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[1].EndsWith(from, StringComparison.Ordinal))
            .Where(columns => columns[2].EndsWith(to, StringComparison.Ordinal))
            .Sum(columns => Convert.ToInt64(columns[4].Split(':')[0], 16));
    }

    private static int OpenFiles() => Directory.GetFiles("/proc/self/fd").Length;

    private string Request(string method, string more = "") =>
        $"{method} {_path} HTTP/1.1\r\nHost: {_address.Authority}\r\n{more}\r\n";

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_address.Host, _address.Port);
        return socket;
    }

    private static async Task SendAsync(Socket socket, string text) =>
        await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(text));

    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}
