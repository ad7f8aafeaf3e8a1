using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Hls;

/// <summary>Compares the served playlists of a real video with its segments.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ServedPlaylistTests : IAsyncLifetime
{
    private const double Rate = 30_000.0 / 1001;
    private const double Seconds = 300 / Rate;
    private ServerProcess _server = null!;
    private HttpClient _player = null!;
    private Uri _master = null!;

    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync();
        using var owner = await _server.SignInAsync();
        var video = await owner.UploadAsync(await FilmAsync());
        await owner.ReadyAsync(video.Id);
        _master = (await owner.MakeTokenAsync(video.Id)).Url;
        _player = new HttpClient();
    }

    public async Task DisposeAsync()
    {
        _player.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Other_parsers_read_the_segments()
    {
        var master = await ReadAsync(_master);
        master.Independent.Should().BeTrue();
        master.Variants.Should().HaveCount(2);
        var renditions = new Dictionary<string, Measured>();
        foreach (var uri in master.Variants!.SelectMany(variant => variant.Sounds.Concat(variant.Subtitles)).Distinct())
        {
            renditions[uri] = await MeasureAsync(uri);
        }

        renditions.Should().HaveCount(3, "there are a second audio track and two subtitle tracks");
        foreach (var variant in master.Variants!)
        {
            var measured = await MeasureAsync(variant.Uri);

            measured.Segments.Should().AllSatisfy(segment => segment.BeginsAnew.Should().BeTrue());
            variant.Codecs.ToLowerInvariant().Split(',').Should().Equal(measured.Segments[0].Codec, "mp4a.40.2");
            measured.Segments.Select(segment => segment.Codec).Distinct().Should().ContainSingle();
            variant.Rate.Should().BeApproximately(Rate, 0.0005, "FRAME-RATE has three decimals");
            measured.Segments.Sum(segment => segment.Duration).Should().BeApproximately(Seconds, 0.01);
            (await PictureAsync(variant.Uri)).Should().Be($"{variant.Width},{variant.Height},30000/1001");
            double Most(string[] uris, Func<Measured, double> rate) => uris.Max(uri => rate(renditions[uri]));
            double Whole(Func<Measured, double> rate) =>
                rate(measured) + Most(variant.Sounds, rate) + Most(variant.Subtitles, rate);
            variant.Average.Should().BeLessThanOrEqualTo(variant.Bandwidth);
            ((double)variant.Bandwidth / Whole(stream => stream.Peak)).Should().BeInRange(1 - 1e-6, 1.05);
            ((double)variant.Average / Whole(stream => stream.Average)).Should().BeInRange(1 - 1e-6, 1.05);
        }
    }

    // Reads a media playlist with its segments and checks each of them.
    private async Task<Measured> MeasureAsync(string uri)
    {
        var address = new Uri(_master, uri);
        var playlist = await ReadAsync(address);
        (playlist.Type, playlist.Ended).Should().Be(("VOD", true));
        playlist.Segments.Should().NotBeEmpty();
        playlist
            .Segments!.Select(segment => segment.Iv)
            .Distinct()
            .Should()
            .ContainSingle()
            .Which.Should()
            .HaveLength(32);
        var key = await _player.GetByteArrayAsync(new Uri(address, playlist.Segments![0].Key));
        var segments = new List<MeasuredSegment>();
        foreach (var segment in playlist.Segments!)
        {
            segment.Method.Should().Be("AES-128");
            segment.Key.Should().Be(playlist.Segments![0].Key);
            segment.Iv.Should().NotBe(new string('0', 32));
            Math.Round(segment.Duration).Should().BeLessThanOrEqualTo(playlist.Target!.Value);
            IsRelative(segment.Uri).Should().BeTrue("{0} must lie below its playlist", segment.Uri);
            IsRelative(segment.Key!).Should().BeTrue();
            var sent = await _player.GetByteArrayAsync(new Uri(address, segment.Uri));
            segments.Add(MeasuredSegment.Open(sent, segment, key));
        }

        playlist
            .Target.Should()
            .Be(Math.Round(segments.Max(segment => segment.Duration)), "no target is larger than needed");
        return new(segments, MeasuredSegment.Peak(segments, playlist.Target!.Value), MeasuredSegment.Average(segments));
    }

    private async Task<ParsedPlaylist> ReadAsync(Uri address)
    {
        var playlist = await ParsedPlaylist.ReadAsync(await _player.GetStringAsync(address));
        foreach (var variant in playlist.Variants ?? [])
        {
            ((string[])[variant.Uri, .. variant.Sounds, .. variant.Subtitles])
                .Should()
                .OnlyContain(uri => IsRelative(uri));
        }

        return playlist;
    }

    private static bool IsRelative(string uri) =>
        !uri.StartsWith('/')
        && !uri.Contains("..", StringComparison.Ordinal)
        && !uri.Contains("://", StringComparison.Ordinal);

    private async Task<string> PictureAsync(string uri)
    {
        string[] show =
        [
            "-select_streams",
            "v:0",
            "-show_entries",
            "stream=width,height,r_frame_rate",
            "-of",
            "csv=p=0",
        ];
        var said = await RunProgram.Async("ffprobe", ["-v", "error", .. show, $"{new Uri(_master, uri)}"]);
        return said.Succeeded().Output.Split('\n')[0].TrimEnd(',');
    }

    // Large enough for two qualities, with the audio and subtitle tracks of the other film.
    private static async Task<string> FilmAsync()
    {
        var picture = await Clips.MakeAsync(new Clip(1280, 720, Seconds, "30000/1001", Sound: false));
        return await Clips.MakeAsync(
            "parsed.mkv",
            [
                .. (string[])["-i", picture, "-i", await ManyTracks.MakeAsync("mkv", "srt")],
                .. (string[])["-map", "0:v", "-map", "1:a", "-map", "1:s", "-c", "copy"],
            ]
        );
    }

    private sealed record Measured(IReadOnlyList<MeasuredSegment> Segments, double Peak, double Average);
}
