using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Ffmpeg;

/// <summary>What FFmpeg can access on the machine.</summary>
public sealed class SandboxTests : IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Trait(Tier.Name, Tier.Media)]
    [SandboxFact]
    public async Task A_program_sees_the_files_of_its_job_and_no_others()
    {
        File.WriteAllText(_folder.At("other"), "secret");
        File.WriteAllText(_folder.At("key"), "key");
        var clip = await Clips.SmallAsync();
        var call = Ffmpeg(["-i", SafeInput.Url(clip), "-f", "null", SafeInput.Url(_folder.At("out", "x"))]);
        call = call with { Confinement = Confinement.Encoding.Reads(_folder.At("key")) };
        Directory.CreateDirectory(_folder.At("out"));

        (await InSandboxAsync(call, $"cat '{_folder.At("key")}'")).Should().Be("key");
        (await InSandboxAsync(call, $"wc -c < '{clip}'"))
            .Trim()
            .Should()
            .Be(new FileInfo(clip).Length.ToString(CultureInfo.InvariantCulture));
        (await InSandboxAsync(call, $"cat '{_folder.At("other")}' 2>&1; ls /home /root /proc 2>/dev/null"))
            .Should()
            .Contain("No such file");
        (await InSandboxAsync(call, $"echo no > '{clip}'; echo no > /new; ls /new 2>&1"))
            .Should()
            .Contain("cannot access");
        await InSandboxAsync(call, $"echo made > '{_folder.At("out", "made")}'");
        File.ReadAllText(_folder.At("out", "made")).Should().Be("made\n");
    }

    [SandboxFact]
    public async Task A_writable_folder_may_be_inside_a_readable_one()
    {
        Directory.CreateDirectory(_folder.At("result"));
        File.WriteAllText(_folder.At("list.ffconcat"), "list");
        var call = Ffmpeg([
            .. (string[])["-i", SafeInput.Url(_folder.At("list.ffconcat"))],
            SafeInput.Url(_folder.At("result", "poster.jpg")),
        ]);

        await InSandboxAsync(call, $"cat '{_folder.At("list.ffconcat")}' > '{_folder.At("result", "made")}'");

        File.ReadAllText(_folder.At("result", "made")).Should().Be("list");
    }

    [Trait(Tier.Name, Tier.Media)]
    [SandboxFact]
    public async Task A_program_has_no_network_and_gains_no_privileges()
    {
        var call = Ffmpeg(["-i", SafeInput.Url(await Clips.SmallAsync()), "-f", "null", "-"]);

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var script = $"exec 3<>/dev/tcp/127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port} && echo connected";

        (await Runner(Sandboxes.None).CaptureAsync(new ProgramCall(Program("bash"), ["-c", script]), Ct))
            .Output.Should()
            .Contain("connected", "there is something to connect to");
        (await InSandboxAsync(call, script, "bash")).Should().BeEmpty();
        (await Runner(Sandboxes.None).CaptureAsync(Sh("grep NoNewPrivs /proc/self/status"), Ct))
            .Output.Should()
            .Contain("1");
    }

    [Fact]
    public async Task Limits_the_memory_of_a_program()
    {
        var call = Sh("ulimit -v") with { Confinement = new Confinement(3L << 30, InSandbox: false) };

        (await Runner(Sandboxes.None).CaptureAsync(call, Ct)).Output.Trim().Should().Be($"{3 << 20}");
    }

    [Fact]
    public async Task A_wrapper_script_runs_outside_the_sandbox()
    {
        using var ffmpeg = new StandInFfmpeg("");
        var found = new FfmpegState.Found("7", ffmpeg.Path, Program("ffprobe"), true);

        var off = (await Sandboxes.Of(new FfmpegOptions()).CheckAsync(found)).Should().BeOfType<SandboxState.Off>();

        off.Which.Reason.Should().BeOneOf("install bubblewrap", "ffmpeg is a script");
    }

    [Fact]
    public async Task The_setting_turns_the_sandbox_off()
    {
        var found = new FfmpegState.Found("7", Program("ffmpeg"), Program("ffprobe"), true);

        (await Sandboxes.None.CheckAsync(found))
            .Should()
            .Be(new SandboxState.Off("the setting StreamVault:Ffmpeg:Sandbox is off"));
    }

    [Fact]
    public void Files_are_taken_from_the_arguments()
    {
        var call = Ffmpeg([
            .. (string[])["-i", "file:/v/source", "-i", "file:/w/a/x.check.m3u8", "-f", "mpegts", "file:/w/b/c.part"],
            .. (string[])["-f", "null", "-"],
        ]);

        var files = ProgramCallFiles.Of(call with { Confinement = Confinement.Encoding.Reads("/k/key") });

        files.Read.Should().Equal("/v/source", "/w/a", "/k/key");
        files.Written.Should().Equal("/w/b");
        ProgramCallFiles.Of(Ffmpeg(["-v", "quiet", "file:/v/source"])).Read.Should().Equal("/v/source");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Probing_does_not_decode_a_huge_cover()
    {
        await using var vault = await EncodingVault.OpenAsync();
        var clip = await WithHugeCoverAsync();
        var call = new ProgramCall(Program("ffprobe"), ["-v", "error", .. SafeInput.Limits, SafeInput.Url(clip)]);

        var (result, _) = await Runner(Sandboxes.None).CaptureAsync(call, Ct);

        result.LogTail.Should().Contain("Picture size 11000x11000 exceeds specified max pixel count");
        (await vault.Get<SourceProbe>().ProbeAsync(clip, Ct)).Should().BeOfType<ProbeOutcome.Playable>();
    }

    private async Task<string> WithHugeCoverAsync()
    {
        var (cover, clip) = (_folder.At("cover.png"), _folder.At("clip.mp4"));
        string[] paint = ["-v", "error", "-f", "lavfi", "-i", "color=red:s=11000x11000", "-frames:v", "1", cover];
        (await RunProgram.Async("ffmpeg", paint)).Succeeded();
        string[] attach =
        [
            .. (string[])["-v", "error", "-i", await Clips.SmallAsync(), "-i", cover, "-map", "0", "-map", "1"],
            .. (string[])["-c", "copy", "-disposition:v:1", "attached_pic", clip],
        ];
        (await RunProgram.Async("ffmpeg", attach)).Succeeded();
        return clip;
    }

    private static ProgramCall Ffmpeg(string[] arguments) =>
        new(Program("ffmpeg"), arguments) { Confinement = Confinement.Encoding };

    private static string Program(string name) => ProgramPath.Find(name)!;

    private static ProgramCall Sh(string script) => new(ProgramPath.Find("sh")!, ["-c", script]);

    // A shell in the place of FFmpeg.
    private async Task<string> InSandboxAsync(ProgramCall call, string script, string shell = "sh")
    {
        var prefix = await Sandboxes.Of(new FfmpegOptions()).PrefixAsync(call);
        prefix.Should().NotBeEmpty();
        var inside = new ProgramCall(prefix[0], [.. prefix.Skip(1), ProgramPath.Find(shell)!, "-c", script]);
        return (await Runner(Sandboxes.None).CaptureAsync(inside, Ct)).Output;
    }

    private ProgramRunner Runner(Sandbox sandbox) =>
        new(new ChildRecords(new VaultStorage(_folder.At("data")), NullLogger<ChildRecords>.Instance), sandbox);
}
