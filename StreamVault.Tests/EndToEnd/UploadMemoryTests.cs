using System.Net;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>The server receives files of any size in constant memory.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class UploadMemoryTests
{
    private const long Megabyte = 1 << 20;
    private const long Sent = 300 * Megabyte;
    private const long Allowed = 80 * Megabyte;

    [Fact]
    public async Task A_large_non_video_upload_is_refused_in_constant_memory_and_leaves_nothing_behind()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        var owner = await server.SignInAsync();
        // The first upload also loads code, which must not be measured.
        (await SendJunkAsync(owner, Megabyte, () => { }))
            .Should()
            .Be(HttpStatusCode.UnprocessableEntity);
        var before = server.ResidentBytes;
        var highest = before;

        var status = await SendJunkAsync(owner, Sent, () => highest = Math.Max(highest, server.ResidentBytes));

        status.Should().Be(HttpStatusCode.UnprocessableEntity);
        (highest - before).Should().BeLessThan(Allowed, "{0} MiB were sent", Sent / Megabyte);
        Directory.EnumerateFileSystemEntries(Path.Combine(server.DataPath, "uploads")).Should().BeEmpty();
        server.AssertNoErrorsLogged();
    }

    private static async Task<HttpStatusCode> SendJunkAsync(HttpClient owner, long bytes, Action look)
    {
        var junk = new byte[Megabyte];
        new Random(1).NextBytes(junk);
        using var content = new PushStreamContent(
            async (body, cancellationToken) =>
            {
                for (long sent = 0; sent < bytes; sent += junk.Length)
                {
                    await body.WriteAsync(junk, cancellationToken);
                    look();
                }
            }
        );
        using var answer = await owner.SendUploadAsync(content, "holiday.mp4");
        return answer.StatusCode;
    }
}
