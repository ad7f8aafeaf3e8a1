using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using StreamVault.Core.Entities;
using StreamVault.Core.Hls;
using StreamVault.Tests.Commands;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Integrity;
using TextEncoding = System.Text.Encoding;

namespace StreamVault.Tests.Subtitles;

/// <summary>Players get the uploaded subtitles of an encoded video, also after it was encoded again and rebuilt.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed partial class SubtitlePlaybackTests : IAsyncLifetime
{
    private const string Srt = "1\n00:00:00,200 --> 00:00:00,900\nTom & Jerry <3 you: 1 < 2\n\nThird line\n";
    private const string Vtt = "WEBVTT\n\n00:00.500 --> 00:01.500 line:0\nOn <i>top</i> --&gt; here\n";

    private const string Ass = """
        [Script Info]
        ScriptType: v4.00+
        [Events]
        Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
        Dialogue: 0,0:00:00.10,0:00:00.60,Default,,0,0,0,,{\pos(1,2)}Жили-были\Nдед и баба
        Dialogue: 0,0:00:00.10,0:00:00.60,Default,,0,0,0,,{\p1}m 0 0 l 100 0{\p0}
        """;

    private ServerProcess _server = null!;
    private HttpClient _owner = null!;
    private VideoId _video;

    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(
            ("StreamVault:Originals:Policy", "Keep"),
            ("StreamVault:Encoding:SegmentDuration", "00:00:01")
        );
        _owner = await _server.SignInAsync();
        var video = await _owner.UploadAsync(await Clips.SmallAsync(), "Party");
        _video = new VideoId(video.Id);
        await _owner.ReadyAsync(video.Id);
        await _owner.AddSubtitlesAsync(_video, Srt, "a.srt", "en");
        await _owner.AddSubtitlesAsync(_video, Vtt, "b.vtt", "de");
        var cyrillic = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(Ass);
        using var answer = await _owner.SendSubtitlesAsync(_video, cyrillic, "c.ass", ("label", "Сказка"));
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    public async Task DisposeAsync()
    {
        _owner.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_link_plays_them() => await HasAllAsync(await _owner.MakeTokenAsync(_video.Value));

    [Fact]
    public async Task Uploaded_subtitles_survive_a_new_encode_and_a_lost_database()
    {
        var listed = await _owner.SubtitlesAsync(_video);
        await Until.TrueAsync(() => File.Exists(Path.Combine(_server.DataPath, "originals", $"{_video}", "original")));
        using var again = await _owner.PostAsync($"{StreamVaultUrls.ApiVideo(_video)}/prepare", null);
        again.StatusCode.Should().Be(HttpStatusCode.Accepted);
        await Until.TrueAsync(
            async () => (await _owner.JobsAsync()).All(job => job.Status == "completed"),
            Until.Encoded
        );

        (await _owner.SubtitlesAsync(_video)).Should().Equal(listed);
        await HasAllAsync(await _owner.MakeTokenAsync(_video.Value));
        await IsIntactAsync(_owner);

        await _server.KillAsync();
        LostVault.DeleteDatabase(_server);
        (await CommandRun.OnAsync(_server.DataPath, "vault", "rebuild")).Succeeded();
        await _server.StartAgainAsync();
        using var owner = await _server.SignInAsync();

        (await owner.SubtitlesAsync(_video)).Should().Equal(listed);
        await HasAllAsync(await owner.MakeTokenAsync(_video.Value));
        await IsIntactAsync(owner);
    }

    private async Task HasAllAsync(TokenJson token)
    {
        using var player = _server.CreateClient();
        var master = await player.GetStringAsync($"{StreamVaultUrls.ApiVideo(_video)}/master.m3u8?token={token.Token}");
        var cues = new List<string>();
        foreach (Match subtitles in SubtitlesUri().Matches(master))
        {
            cues.AddRange(await CuesAsync(player, subtitles.Groups["uri"].Value));
        }

        cues.Should()
            .Equal(
                "0.2-0.9 Tom &amp; Jerry &lt;3 you: 1 &lt; 2|Third line",
                "0.5-1.5 On <i>top</i> --&gt; here",
                "0.1-0.6 Жили-были|дед и баба"
            );
    }

    // As a player does: with the addresses of the playlist, its key and its initialization vector.
    private async Task<IEnumerable<string>> CuesAsync(HttpClient player, string uri)
    {
        var folder = $"{StreamVaultUrls.ApiVideo(_video)}/";
        var playlist = await player.GetStringAsync(folder + uri);
        var key = KeyUri().Match(playlist);
        using var aes = Aes.Create();
        aes.Key = await player.GetByteArrayAsync(folder + key.Groups["uri"].Value);
        var cues = new List<WebVttCue>();
        foreach (var segment in playlist.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var bytes = await player.GetByteArrayAsync(folder + segment);
            var text = TextEncoding.UTF8.GetString(
                aes.DecryptCbc(bytes, Convert.FromHexString(key.Groups["iv"].Value))
            );
            text.Should().StartWith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:180000,LOCAL:00:00:00.000\n");
            cues.AddRange(WebVtt.Read(text));
        }

        return cues.Distinct()
            .Select(cue =>
                FormattableString.Invariant($"{cue.Start.TotalSeconds}-{cue.End.TotalSeconds} ")
                + cue.Text[(cue.Text.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace('\n', '|')
            );
    }

    private async Task IsIntactAsync(HttpClient owner)
    {
        using var check = await owner.PostAsync($"{StreamVaultUrls.ApiVideo(_video)}/check", null);
        (await check.Content.ReadAsStringAsync()).Should().Contain("\"damage\":null");
    }

    [GeneratedRegex("^#EXT-X-MEDIA:TYPE=SUBTITLES,.*URI=\"(?<uri>[^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex SubtitlesUri();

    [GeneratedRegex(
        "^#EXT-X-KEY:METHOD=AES-128,URI=\"(?<uri>[^\"]+)\",IV=0x(?<iv>[0-9a-f]{32})",
        RegexOptions.Multiline
    )]
    private static partial Regex KeyUri();
}
