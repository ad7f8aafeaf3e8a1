using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Playwright;
using StreamVault.Tests.EndToEnd;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>Uppy's tus plug-in in a real browser, as another page on this server would use it.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class UppyTests(Browser browser)
{
    private const int ChunkBytes = 20_000;

    private static readonly string _bundle = Path.Combine(
        Repository.Root,
        "StreamVault.Tests/node_modules/uppy/dist/uppy.min.js"
    );

    [Fact]
    public async Task Uppy_uploads_a_video_over_a_broken_connection_and_shows_a_refusal()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        var owner = await server.SignInAsync();
        var clip = await Clips.SmallAsync();
        var junk = Clips.Write("uppy-junk.mp4", "Bread, butter, batteries"u8);
        var broken = 0;

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.RouteAsync(
                    $"**{StreamVaultUrls.ApiUploads}/**",
                    route =>
                        route.Request.Method == "PATCH" && Interlocked.Increment(ref broken) is 2 or 3
                            ? route.AbortAsync("connectionreset")
                            : route.ContinueAsync()
                );
                await page.AddScriptTagAsync(new() { Path = _bundle });
                var said = await SendAsync(page, clip, junk);

                said.Successful.Should().Equal(Path.GetFileName(clip));
                said.Failed.Should().ContainSingle().Which.Should().Contain("isn't a video");
            },
            new() { BypassCSP = true }
        );

        broken.Should().BeGreaterThan(new FileInfo(clip).Length > 2 * ChunkBytes ? 4 : 3);
        var video = (await owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!
            .Items.Should()
            .ContainSingle()
            .Subject;
        video.Title.Should().Be("Sent by Uppy");
        HashOf(Path.Combine(server.DataPath, "uploads", $"{video.Id}.source")).Should().Be(HashOf(clip));
    }

    private static async Task<Sent> SendAsync(IPage page, params string[] files)
    {
        await page.EvaluateAsync(
            "() => document.body.append(Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'for-uppy' }))"
        );
        await page.Locator("#for-uppy").SetInputFilesAsync(files);
        return await page.EvaluateAsync<Sent>(
            """
            async ({ endpoint, chunkSize }) => {
              const uppy = new Uppy.Uppy().use(Uppy.Tus, { endpoint, chunkSize, retryDelays: [0, 100, 500], limit: 1 });
              for (const file of document.querySelector('#for-uppy').files) {
                uppy.addFile({ name: file.name, type: file.type, data: file, meta: { title: 'Sent by Uppy' } });
              }
              const { successful, failed } = await uppy.upload();
              return { successful: successful.map((file) => file.name), failed: failed.map((file) => file.error) };
            }
            """,
            new { endpoint = StreamVaultUrls.ApiUploads, chunkSize = ChunkBytes }
        );
    }

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private sealed class Sent
    {
        public string[] Successful { get; init; } = [];

        public string[] Failed { get; init; } = [];
    }
}
