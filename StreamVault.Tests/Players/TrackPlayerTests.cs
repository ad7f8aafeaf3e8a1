using StreamVault.Tests.Encoding;
using StreamVault.Tests.Encoding.Audio;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Players;

/// <summary>Desktop players play a token URL with two audio tracks and subtitles.</summary>
[Collection(ReadyVideoVault.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class TrackPlayerTests(ReadyVideoVault vault)
{
    [Fact]
    public async Task Mpv_plays_the_first_audio_track_by_default_and_another_on_request()
    {
        var token = await vault.TwoLanguageTokenAsync();
        using var folder = new TemporaryFolder();

        (await MpvPitchAsync(token, folder, "first.wav")).Should().BeApproximately(440, 5);
        (await MpvPitchAsync(token, folder, "german.wav", "--alang=de")).Should().BeApproximately(1200, 5);
    }

    [Fact]
    public async Task VLC_finds_and_decrypts_the_subtitles()
    {
        var token = await vault.TwoLanguageTokenAsync();
        using var folder = new TemporaryFolder();
        string[] play =
        [
            .. (string[])["cvlc", "-vv", "--no-color", "--play-and-exit", "--sub-track=0", "--aout=adummy"],
            .. (string[])["--vout=dummy", $"{token.Url}", "vlc://quit"],
        ];
        if (Environment.IsPrivilegedProcess)
        {
            await RunProgram.Async("chown", "nobody", folder.FullName);
            play = ["runuser", "-u", "nobody", "--", "env", $"HOME={folder.FullName}", .. play];
        }

        var result = await RunProgram.Async(play[0], play[1..]);

        result
            .Error.Should()
            .Contain("Changing stream format Unknown -> WebVTT")
            .And.Contain("demux module \"webvtt\"");
    }

    private static async Task<double> MpvPitchAsync(
        TokenJson token,
        TemporaryFolder folder,
        string name,
        params string[] options
    )
    {
        var recording = folder.At(name);
        (
            await RunProgram.Async(
                "mpv",
                [
                    .. (string[])["--no-config", "--vo=null", "--untimed", "--ao=pcm", $"--ao-pcm-file={recording}"],
                    .. options,
                    $"{token.Url}",
                ]
            )
        ).Succeeded();
        return (await DecodedAudio.OfAsync(recording)).Pitch(1, 2);
    }
}
