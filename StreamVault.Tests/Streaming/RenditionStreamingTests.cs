using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

/// <summary>Further sound tracks and subtitles are served, and guarded, as everything else is.</summary>
public sealed class RenditionStreamingTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new();
    private HttpClient _owner = null!;
    private HttpClient _player = null!;
    private StoredVideo _video = null!;
    private TokenJson _token = null!;

    public async Task InitializeAsync()
    {
        _owner = await _app.SignInAsync();
        _player = _app.CreateClient();
        _video = await StoredVideo.LayAsync(_app);
        _token = await _owner.MakeTokenAsync(_video.Id.Value);
        var folder = _app.Services.GetRequiredService<VaultStorage>().VideoFolder(_video.Id);
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
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}_000.{extension}"), _video.Segment);
        }
    }

    public async Task DisposeAsync()
    {
        _owner.Dispose();
        _player.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_playlists_of_renditions_carry_the_token_too() =>
        (await _player.GetStringAsync(With("master.m3u8")))
            .Should()
            .Be(
                $"""
                #EXTM3U
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Opa, URI=x",DEFAULT=YES
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Opa, URI=y",DEFAULT=NO,URI="audio_1.m3u8?token={_token.Token}"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English",URI="subtitle_1.m3u8?token={_token.Token}"
                #EXT-X-STREAM-INF:BANDWIDTH=100000,AUDIO="sound",SUBTITLES="subtitles"
                720p.m3u8?token={_token.Token}

                """
            );

    [Theory]
    [InlineData("audio_1", "ts", "video/mp2t")]
    [InlineData("subtitle_1", "vtt", "text/vtt")]
    public async Task Segments_are_where_their_playlist_says(string name, string extension, string type)
    {
        (await _player.GetStringAsync(With($"{name}.m3u8")))
            .Should()
            .Be($"#EXTM3U\n{name}/{name}_000.{extension}?token={_token.Token}\n");
        using var segment = await _player.GetAsync(With($"{name}/{name}_000.{extension}"));

        segment.Content.Headers.ContentType!.MediaType.Should().Be(type);
        (await segment.Content.ReadAsByteArrayAsync()).Should().Equal(_video.Segment);
    }

    [Theory]
    [InlineData("audio_1.m3u8")]
    [InlineData("audio_1/audio_1_000.ts")]
    [InlineData("subtitle_1.m3u8")]
    [InlineData("subtitle_1/subtitle_1_000.vtt")]
    public async Task Open_for_nobody_without_a_good_token(string path)
    {
        (await StatusAsync(_video.Url(path))).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(_video.Url(path) + "?token=wrong")).Should().Be(HttpStatusCode.Forbidden);
        await _owner.RevokeAsync(_token);
        (await StatusAsync(With(path))).Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("audio_1/subtitle_1_000.vtt")]
    [InlineData("audio_1/audio_1.m3u8")]
    [InlineData("audio_x.m3u8")]
    [InlineData("audio_1/audio_1_000.m4a")]
    [InlineData("audio_1000.m3u8")]
    public async Task Nothing_but_the_stored_names_leads_to_a_file(string path) =>
        (await StatusAsync(With(path))).Should().Be(HttpStatusCode.NotFound);

    private string With(string path) => $"{_video.Url(path)}?token={_token.Token}";

    private async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var answer = await _player.GetAsync(url);
        return answer.StatusCode;
    }
}
