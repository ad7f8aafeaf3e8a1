using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Players;

/// <summary>Desktop players play a token URL.</summary>
[Collection(ReadyVideoVault.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class PlayerTests(ReadyVideoVault vault)
{
    /// <summary>The link that the user copies, and the playlist address.</summary>
    public static TheoryData<string> Addresses => ["link", "playlist"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task FFmpeg_plays_a_link_to_the_end(string address)
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);

        (await FramesByFfmpegAsync(UrlOf(token, address))).Should().Be(ReadyVideoVault.Frames);
    }

    [Fact]
    public async Task FFmpeg_fails_after_revocation()
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        await vault.Owner.RevokeAsync(token);

        var result = await RunProgram.Async(
            "ffmpeg",
            "-nostdin",
            "-v",
            "error",
            "-i",
            $"{token.Url}",
            "-f",
            "null",
            "-"
        );

        result.ExitCode.Should().NotBe(0);
        result.Error.Should().Contain("403");
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Mpv_plays_a_link_to_the_end(string address)
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        using var pictures = new TemporaryFolder();

        (await MpvAsync(UrlOf(token, address), pictures)).Succeeded();

        Directory.EnumerateFiles(pictures.FullName).Should().HaveCount(ReadyVideoVault.Frames, "mpv shows every frame");
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Mpv_fails_after_revocation(string address)
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        await vault.Owner.RevokeAsync(token);
        using var pictures = new TemporaryFolder();

        var result = await MpvAsync(UrlOf(token, address), pictures);

        result.ExitCode.Should().NotBe(0);
        Directory.EnumerateFiles(pictures.FullName).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task VLC_plays_a_link_to_the_end(string address)
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        using var folder = new TemporaryFolder();

        var shown = await VlcAsync(UrlOf(token, address), folder);

        // VLC 3 plays in real time: it closes its output before the last frames are due, and drops or repeats some on a busy
        // machine. A missing segment would be at least 50 frames.
        (await FrameCount.ByDecodingAsync(shown))
            .Should()
            .BeCloseTo(ReadyVideoVault.Frames, ReadyVideoVault.FramesPerSecond / 2);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task VLC_fails_after_revocation(string address)
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        await vault.Owner.RevokeAsync(token);
        using var folder = new TemporaryFolder();

        var shown = new FileInfo(await VlcAsync(UrlOf(token, address), folder));

        (shown.Exists ? shown.Length : 0).Should().Be(0, "VLC received no video");
    }

    [Fact]
    public async Task Playing_updates_when_a_token_was_last_used()
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        await FramesByFfmpegAsync(token.Url.ToString());

        await Until.TrueAsync(async () =>
        {
            var listed = await vault.Owner.GetStringAsync(StreamVaultUrls.ApiTokens);
            var used = Regex.Match(listed, $"\"token\":\"{token.Token}\".*?\"lastUsedAt\":(null|\"[^\"]+\")");
            return used.Groups[1].Value is not ("" or "null");
        });
    }

    [Fact]
    public async Task Every_URI_of_a_revoked_token_is_refused()
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        using var player = new HttpClient();
        var addresses = await AddressesAsync(player, token.Url);
        addresses.Should().HaveCountGreaterThan(6, "there are two qualities, a key and segments");

        await vault.Owner.RevokeAsync(token);

        foreach (var address in addresses)
        {
            using var answer = await player.GetAsync(address);
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden, "{0}", address);
        }
    }

    [ProgramFact("yt-dlp")]
    public async Task Yt_dlp_downloads_a_link()
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        using var folder = new TemporaryFolder();
        var file = folder.At("video.mp4");

        (await RunProgram.Async("yt-dlp", "--quiet", "--output", file, UrlOf(token, "link"))).Succeeded();

        (await FrameCount.ByDecodingAsync(file)).Should().Be(ReadyVideoVault.Frames);
    }

    [ProgramFact("streamlink")]
    public async Task Streamlink_records_a_link()
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        using var folder = new TemporaryFolder();
        var file = folder.At("video.ts");

        (await RunProgram.Async("streamlink", "--quiet", "--output", file, UrlOf(token, "link"), "best")).Succeeded();

        (await FrameCount.ByDecodingAsync(file)).Should().Be(ReadyVideoVault.Frames);
    }

    [ProgramFact("gst-launch-1.0")]
    public async Task GStreamer_plays_a_link()
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id);
        using var folder = new TemporaryFolder();
        var file = folder.At("video.ts");
        string[] pipeline = ["souphttpsrc", $"location={UrlOf(token, "link")}", "!", "hlsdemux", "!"];

        (await RunProgram.Async("gst-launch-1.0", ["-q", .. pipeline, "filesink", $"location={file}"])).Succeeded();

        (await FrameCount.ByDecodingAsync(file)).Should().Be(ReadyVideoVault.Frames);
    }

    private static string UrlOf(TokenJson token, string address) =>
        address == "playlist" ? $"{token.Url}" : StreamVaultUrls.LinkPage(new Uri(token.Url, "/"), token.Token);

    // Collects all addresses that a player fetches.
    private static async Task<List<Uri>> AddressesAsync(HttpClient player, Uri playlist)
    {
        List<Uri> found = [playlist];
        var text = await player.GetStringAsync(playlist);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var uri = line[0] == '#' ? Regex.Match(line, "URI=\"([^\"]+)\"").Groups[1].Value : line;
            if (uri.Length == 0)
            {
                continue;
            }

            var address = new Uri(playlist, uri);
            found.AddRange(
                address.AbsolutePath.EndsWith(".m3u8", StringComparison.Ordinal)
                    ? await AddressesAsync(player, address)
                    : [address]
            );
        }

        return found;
    }

    private static async Task<int> FramesByFfmpegAsync(string input)
    {
        string[] decode = ["-nostdin", "-v", "error", "-xerror", "-i", input, "-map", "0:v:0", "-map", "0:a:0"];
        string[] report = ["-progress", "pipe:1", "-nostats", "-f", "null", "-"];
        var result = (await RunProgram.Async("ffmpeg", [.. decode, .. report])).Succeeded();
        var last = Regex.Matches(result.Output, "^frame=([0-9]+)", RegexOptions.Multiline).Last();
        return int.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    // Writes one image per frame, as fast as possible.
    private static Task<ProgramResult> MpvAsync(string url, TemporaryFolder pictures) =>
        RunProgram.Async(
            "mpv",
            "--no-config",
            "--untimed",
            "--framedrop=no",
            "--ao=null",
            "--ao-null-untimed=yes",
            "--vo=image",
            "--vo-image-format=jpg",
            $"--vo-image-outdir={pictures.FullName}",
            url
        );

    // VLC plays in real time and writes every frame to a file. It refuses to run as root.
    private static async Task<string> VlcAsync(string url, TemporaryFolder folder)
    {
        var shown = folder.At("shown.y4m");
        string[] play =
        [
            "cvlc",
            "--no-color",
            "--play-and-exit",
            "--adaptive-logic=lowest",
            "--no-drop-late-frames",
            "--no-skip-frames",
            "--aout=adummy",
            "--vout=yuv",
            "--yuv-yuv4mpeg2",
            $"--yuv-file={shown}",
            url,
            "vlc://quit",
        ];
        if (Environment.IsPrivilegedProcess)
        {
            await RunProgram.Async("chown", "nobody", folder.FullName);
            play = ["runuser", "-u", "nobody", "--", "env", $"HOME={folder.FullName}", .. play];
        }

        await RunProgram.Async(play[0], play[1..]);
        return shown;
    }
}
