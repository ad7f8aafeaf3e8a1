using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

/// <summary>Additional audio tracks and subtitles are served and protected like everything else.</summary>
public sealed class RenditionStreamingTests : LinkedVideoTests
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var folder = App.Services.GetRequiredService<VaultStorage>().VideoFolder(Video.Id);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "master.m3u8"),
            """
            #EXTM3U
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Opa, URI=x",DEFAULT=YES
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Opa, URI=y",DEFAULT=NO,URI="audio_1.m3u8"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English",URI="subtitle_1.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=100000,AUDIO="sound",SUBTITLES="subtitles"
            720p.m3u8

            """
        );
        foreach (var (name, extension) in ((string, string)[])[("audio_1", "ts"), ("subtitle_1", "vtt")])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.m3u8"), $"#EXTM3U\n{name}_000.{extension}\n");
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}_000.{extension}"), Video.Segment);
        }
    }

    [Fact]
    public async Task Rendition_URIs_have_the_token_too() =>
        (await Player.GetStringAsync(With("master.m3u8")))
            .Should()
            .Be(
                $"""
                #EXTM3U
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Opa, URI=x",DEFAULT=YES
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Opa, URI=y",DEFAULT=NO,URI="audio_1.m3u8?token={Token.Token}"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English",URI="subtitle_1.m3u8?token={Token.Token}"
                #EXT-X-STREAM-INF:BANDWIDTH=100000,AUDIO="sound",SUBTITLES="subtitles"
                720p.m3u8?token={Token.Token}

                """
            );

    [Theory]
    [InlineData("audio_1", "ts", "video/mp2t")]
    [InlineData("subtitle_1", "vtt", "text/vtt")]
    public async Task Serves_rendition_segments_at_the_URIs_of_their_playlist(
        string name,
        string extension,
        string type
    )
    {
        (await Player.GetStringAsync(With($"{name}.m3u8")))
            .Should()
            .Be($"#EXTM3U\n{name}/{name}_000.{extension}?token={Token.Token}\n");
        using var segment = await Player.GetAsync(With($"{name}/{name}_000.{extension}"));

        segment.Content.Headers.ContentType!.MediaType.Should().Be(type);
        (await segment.Content.ReadAsByteArrayAsync()).Should().Equal(Video.Segment);
    }

    [Theory]
    [InlineData("audio_1.m3u8")]
    [InlineData("audio_1/audio_1_000.ts")]
    [InlineData("subtitle_1.m3u8")]
    [InlineData("subtitle_1/subtitle_1_000.vtt")]
    public async Task Rejects_rendition_requests_without_a_valid_token(string path)
    {
        (await StatusAsync(Video.Url(path))).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(Video.Url(path) + "?token=wrong")).Should().Be(HttpStatusCode.Forbidden);
        await Owner.RevokeAsync(Token);
        (await StatusAsync(With(path))).Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("audio_1/subtitle_1_000.vtt")]
    [InlineData("audio_1/audio_1.m3u8")]
    [InlineData("audio_x.m3u8")]
    [InlineData("audio_1/audio_1_000.m4a")]
    [InlineData("audio_1000.m3u8")]
    public async Task Serves_only_files_with_names_of_playlists_and_segments(string path) =>
        (await StatusAsync(With(path))).Should().Be(HttpStatusCode.NotFound);

    private async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var answer = await Player.GetAsync(url);
        return answer.StatusCode;
    }
}
