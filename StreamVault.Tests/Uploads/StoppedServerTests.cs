using System.Buffers.Binary;
using System.Net;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>Stopping the server ends running uploads instead of waiting for them.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class StoppedServerTests : IAsyncLifetime
{
    private const int Part = 4 << 20;
    private readonly TaskCompletionSource _stopped = new();
    private byte[] _file = [];
    private ServerProcess _server = null!;

    public async Task InitializeAsync()
    {
        _file = await PaddedClipAsync(Part + (1 << 20));
        // By default the host aborts all requests after 30 s, and the test would not see the difference.
        _server = await ServerProcess.StartAsync(
            ("DOTNET_SHUTDOWNTIMEOUTSECONDS", "3600"),
            ("StreamVault:Encoding:Workers", "0")
        );
    }

    public async Task DisposeAsync()
    {
        _stopped.TrySetResult();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_resumable_upload_ends_and_continues_later()
    {
        using var client = await _server.SignInAsync();
        var upload = await client.TusBeginAsync(_file.Length);
        using var request = TusRequests.TusRequest(HttpMethod.Patch, upload, ("Upload-Offset", "0"));
        request.Content = TusRequests.TusContent(new PushStreamContent(SendPartAsync));
        var sending = client.SendAsync(request);
        await ReceivedAsync(Part);

        (await _server.StopAsync()).Should().Be(0);

        _stopped.SetResult();
        await sending.Invoking(answer => answer).Should().ThrowAsync<HttpRequestException>();
        _server.AssertNoErrorsLogged();
        await _server.StartAgainAsync();
        using var again = await _server.SignInAsync();
        using var look = await again.TusHeadAsync(upload);
        look.Offset().Should().Be(Part);
        using var rest = await again.TusPatchAsync(upload, Part, _file[Part..]);
        rest.StatusCode.Should().Be(HttpStatusCode.NoContent);
        rest.Header("StreamVault-Video").Should().NotBeNull();
    }

    [Fact]
    public async Task An_upload_in_one_request_ends_and_leaves_nothing()
    {
        using var client = await _server.SignInAsync();
        var sending = client.SendUploadAsync(new PushStreamContent(SendPartAsync), "clip.mp4");
        await ReceivedAsync(Part);

        (await _server.StopAsync()).Should().Be(0);

        _stopped.SetResult();
        await sending.Invoking(answer => answer).Should().ThrowAsync<HttpRequestException>();
        _server.AssertNoErrorsLogged();
        Directory.EnumerateFiles(Path.Combine(_server.DataPath, "uploads")).Should().BeEmpty();
    }

    // Sends the first part, then nothing until the server has stopped.
    private async Task SendPartAsync(Stream body, CancellationToken cancellationToken)
    {
        await body.WriteAsync(_file.AsMemory(0, Part), cancellationToken);
        await body.FlushAsync(cancellationToken);
        await _stopped.Task;
        await body.WriteAsync(_file.AsMemory(Part), cancellationToken);
    }

    private Task ReceivedAsync(long bytes) =>
        Until.TrueAsync(() =>
            new DirectoryInfo(Path.Combine(_server.DataPath, "uploads"))
                .EnumerateFiles()
                .Any(file => file.Length >= bytes)
        );

    // A clip and a free box, which players skip.
    private static async Task<byte[]> PaddedClipAsync(int length)
    {
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        var padded = new byte[length];
        clip.CopyTo(padded, 0);
        BinaryPrimitives.WriteInt32BigEndian(padded.AsSpan(clip.Length), length - clip.Length);
        "free"u8.CopyTo(padded.AsSpan(clip.Length + 4));
        return padded;
    }
}
