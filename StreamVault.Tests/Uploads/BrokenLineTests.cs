using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>The connection breaks and the server is killed, again and again, while tus-js-client sends a file.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class BrokenLineTests
{
    private const int Cuts = 50;

    /// <summary>How often the server is killed: three times, or as often as STREAMVAULT_TEST_KILLS says.</summary>
    private static int Kills { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("STREAMVAULT_TEST_KILLS"), out var kills) ? kills : 3;

    // A restart takes some seconds, and more on a busy machine.
    private static TimeSpan Limit { get; } = TimeSpan.FromMinutes(2) + Kills * TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_file_arrives_complete_although_the_connection_breaks_fifty_times()
    {
        var cuts = 0;
        var random = new Random(5);
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        var file = await LargeClipAsync(8_000_000);

        var video = await SendAsync(
            server,
            file,
            chunkBytes: 64_000_000,
            () => cuts < Cuts ? random.NextInt64(1, 200_000) : long.MaxValue,
            () =>
            {
                cuts++;
                return Task.CompletedTask;
            }
        );

        cuts.Should().Be(Cuts);
        HashOfStored(server, video).Should().Be(Hash(file));
        server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task A_file_arrives_complete_although_the_server_is_killed()
    {
        var kills = 0;
        var random = new Random(6);
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        var file = await LargeClipAsync(300_000 * Kills);

        var video = await SendAsync(
            server,
            file,
            chunkBytes: 40_000,
            () => kills < Kills ? random.NextInt64(1, 400_000) : long.MaxValue,
            async () =>
            {
                await server.KillAsync();
                await server.StartAgainAsync();
                kills++;
            }
        );

        kills.Should().Be(Kills);
        HashOfStored(server, video).Should().Be(Hash(file));
    }

    [Fact]
    public async Task A_client_receives_the_reason_why_a_file_is_refused()
    {
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        var junk = Clips.Write("tus-junk.mp4", "Bread, butter, batteries"u8);

        var said = await RunAsync(address, await CookieAsync(address), junk, 1000);

        said.GetProperty("status").GetInt32().Should().Be((int)HttpStatusCode.UnprocessableEntity);
        said.GetProperty("said").GetString().Should().Contain("isn't a video");
    }

    private static async Task<Guid> SendAsync(
        ServerProcess server,
        string file,
        int chunkBytes,
        Func<long> next,
        Func<Task> atCut
    )
    {
        var cookie = await CookieAsync(server.Address);
        await using var line = new CuttingProxy(server.Address, next, atCut);
        var said = await RunAsync(line.Address, cookie, file, chunkBytes);
        said.TryGetProperty("video", out var video).Should().BeTrue("it said {0}\n{1}", said, server.Log);
        return Guid.Parse(video.GetString()![^36..]);
    }

    private static async Task<JsonElement> RunAsync(Uri server, string cookie, string file, int chunkBytes)
    {
        var script = Path.Combine(Repository.Root, "StreamVault.Tests", "Uploads", "send.mjs");
        var endpoint = new Uri(server, StreamVaultUrls.ApiUploads).ToString();
        var ran = await RunProgram.AsyncWithin(Limit, "node", script, endpoint, cookie, file, $"{chunkBytes}");
        ran.Succeeded();
        return JsonDocument.Parse(ran.Output).RootElement;
    }

    private static async Task<string> CookieAsync(Uri address)
    {
        using var handler = new HttpClientHandler();
        using var client = new HttpClient(handler) { BaseAddress = address };
        await client.SetUpAndSignInAsync();
        return handler.CookieContainer.GetCookieHeader(address);
    }

    // A real video, followed by a box that players skip.
    private static async Task<string> LargeClipAsync(int padding)
    {
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        var box = new byte[padding];
        new Random(7).NextBytes(box);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(box, padding);
        "free"u8.CopyTo(box.AsSpan(4));
        return Clips.Write($"padded-{padding}.mp4", [.. clip, .. box]);
    }

    private static string HashOfStored(ServerProcess server, Guid video) =>
        Hash(Path.Combine(server.DataPath, "uploads", $"{video}.source"));

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
