using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Connections;

/// <summary>Connections whose clients send or read nothing, over real sockets.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const int SegmentBytes = 30_000_000;
    private readonly StreamVaultApp _app = new()
    {
        Settings =
        {
            ["StreamVault:Connections:HeaderTimeout"] = "00:00:02",
            ["StreamVault:Connections:IdleTimeout"] = "00:00:03",
            ["StreamVault:Connections:StallTimeout"] = "00:00:03",
            ["StreamVault:Connections:MaxOpen"] = "8",
        },
    };
    private Uri _address = null!;

    public Task InitializeAsync()
    {
        _address = _app.OnLoopback();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _app.Logs.Lines.Where(line => line.Level >= LogLevel.Error).Should().BeEmpty();
    }

    [Fact]
    public async Task Closes_a_connection_without_a_request()
    {
        using var silent = await ConnectAsync();

        await Until.TrueAsync(() => IsClosed(silent));
    }

    [Fact]
    public async Task Closes_a_connection_whose_request_arrives_too_slowly()
    {
        using var slow = await ConnectAsync();
        await SendAsync(slow, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

        await Until.TrueAsync(async () =>
        {
            await SendAsync(slow, "x");
            return IsClosed(slow);
        });
    }

    [Fact]
    public async Task Closes_a_connection_whose_client_reads_nothing()
    {
        var request = await SegmentRequestAsync();
        using var stalled = await ConnectAsync();
        await SendAsync(stalled, request);

        await Until.TrueAsync(() => ConnectionsFrom(stalled) == 0, because: () => "The connection is still open.");
    }

    [Fact]
    public async Task A_client_that_reads_slowly_gets_everything()
    {
        var request = await SegmentRequestAsync();
        using var slow = await ConnectAsync();
        await SendAsync(slow, request);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var taken = 0L;
        // Longer than StallTimeout.
        for (var second = 0; second < 5; second++)
        {
            await pace.WaitForNextTickAsync();
            // More than the receive buffer, so that the server can send in each second.
            taken += await TakeAsync(slow, 4_000_000);
        }

        taken += await TakeAsync(slow, int.MaxValue);

        taken.Should().BeGreaterThan(SegmentBytes);
    }

    [Fact]
    public async Task Closes_connections_above_the_limit_until_others_close()
    {
        var open = new List<Socket>();
        for (var i = 0; i < 8; i++)
        {
            open.Add(await ConnectAsync());
            (await IsAnsweredAsync(open[i])).Should().BeTrue();
        }

        using (var tooMany = await ConnectAsync())
        {
            (await IsAnsweredAsync(tooMany)).Should().BeFalse();
        }

        open.ForEach(socket => socket.Dispose());
        await Until.TrueAsync(async () =>
        {
            using var next = await ConnectAsync();
            return await IsAnsweredAsync(next);
        });
    }

    [Fact]
    public async Task Requests_run_on_pool_threads_where_blocking_calls_delay_only_their_own_request()
    {
        var threads = new RequestThreads();
        await using var app = new StreamVaultApp
        {
            Replace = services => services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(threads),
        };
        using var client = new HttpClient { BaseAddress = app.OnLoopback() };

        for (var i = 0; i < 10; i++)
        {
            await client.GetAsync(StreamVaultUrls.Health);
        }

        threads.ArePool.Should().HaveCount(10).And.OnlyContain(isPool => isPool);
    }

    private sealed class RequestThreads : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public System.Collections.Concurrent.ConcurrentQueue<bool> ArePool { get; } = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, following) =>
                    {
                        ArePool.Enqueue(Thread.CurrentThread.IsThreadPoolThread);
                        return following(context);
                    }
                );
                next(app);
            };
    }

    // As the kernel sees it at the server's end.
    private static int ConnectionsFrom(Socket client)
    {
        var end = (System.Net.IPEndPoint)client.LocalEndPoint!;
        return System
            .Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties()
            .GetActiveTcpConnections()
            .Count(connection => connection.RemoteEndPoint.Port == end.Port);
    }

    private async Task<string> SegmentRequestAsync()
    {
        using var owner = await _app.SignInAsync();
        var video = await StoredVideo.LayAsync(_app);
        var folder = _app.Services.GetRequiredService<VaultStorage>().VideoFolder(video.Id);
        // More than the buffers of both ends hold.
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "720p_001.ts"),
            RandomNumberGenerator.GetBytes(SegmentBytes)
        );
        var token = await owner.MakeTokenAsync(video.Id.Value);
        var path = $"{video.Url("720p/720p_001.ts")}?token={token.Token}";
        return $"GET {path} HTTP/1.1\r\nHost: {_address.Authority}\r\nConnection: close\r\n\r\n";
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 100_000 };
        await socket.ConnectAsync(_address.Host, _address.Port);
        return socket;
    }

    private static async Task SendAsync(Socket socket, string text)
    {
        try
        {
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(text));
        }
        catch (SocketException)
        {
            // It was closed; the caller checks that next.
        }
    }

    private async Task<bool> IsAnsweredAsync(Socket socket)
    {
        await SendAsync(socket, $"HEAD {StreamVaultUrls.Health} HTTP/1.1\r\nHost: {_address.Authority}\r\n\r\n");
        try
        {
            return await socket.ReceiveAsync(new byte[10]) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsClosed(Socket socket)
    {
        try
        {
            // Readable with nothing left to read but its end; a 408 response comes first.
            while (socket.Poll(0, SelectMode.SelectRead))
            {
                if (socket.Receive(new byte[1000]) == 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task<long> TakeAsync(Socket socket, int most)
    {
        var taken = 0L;
        var buffer = new byte[65536];
        while (taken < most && await socket.ReceiveAsync(buffer) is > 0 and var bytes)
        {
            taken += bytes;
        }

        return taken;
    }
}
