using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Events;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Ffmpeg;

public sealed class FfmpegToolsTests : IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TemporaryFolder _programs = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _programs.Dispose();

    [Fact]
    public async Task Finds_the_programs_in_PATH()
    {
        await using var vault = await EncodingVault.OpenAsync();

        var found = (await vault.Get<FfmpegTools>().CheckAsync(Ct)).Should().BeOfType<FfmpegState.Found>().Which;

        found.Version.Should().MatchRegex("^[0-9n]");
        found.Path.Should().Be(RunProgram.Find("ffmpeg"));
        found.ProbePath.Should().Be(RunProgram.Find("ffprobe"));
    }

    [Fact]
    public async Task Notices_within_ten_seconds_that_it_was_installed()
    {
        await using var vault = await OpenAsync();
        var tools = vault.Get<FfmpegTools>();
        var missing = (await tools.CheckAsync(Ct)).Should().BeOfType<FfmpegState.Missing>().Which;
        missing.Reason.Should().StartWith("FFmpeg was not found at the path in StreamVault:Ffmpeg:Path.");
        missing.Reason.Should().Contain("no restart is needed");
        await using var changes = vault.Get<EventHub>().WatchAsync<FfmpegChange>(Ct).GetAsyncEnumerator();

        Install();
        (await tools.CheckAsync(Ct)).Should().BeOfType<FfmpegState.Missing>("it was looked for a moment ago");
        _clock.Advance(TimeSpan.FromSeconds(10));
        (await tools.CheckAsync(Ct)).Should().BeOfType<FfmpegState.Found>();

        (await changes.MoveNextAsync()).Should().BeTrue();
        changes.Current.State.Should().Be(tools.State);
    }

    [Fact]
    public async Task Notices_that_it_was_removed()
    {
        Install();
        await using var vault = await OpenAsync();
        var tools = vault.Get<FfmpegTools>();
        (await tools.CheckAsync(Ct)).Should().BeOfType<FfmpegState.Found>();

        File.Delete(_programs.At("ffprobe"));

        (await tools.CheckAsync(Ct))
            .Should()
            .BeOfType<FfmpegState.Missing>()
            .Which.Reason.Should()
            .StartWith("FFprobe was not found");
    }

    [Theory]
    [InlineData("#!/bin/sh\nexit 1", "is installed but does not run")]
    [InlineData("not even a script", "is installed but does not run")]
    [InlineData(
        "#!/bin/sh\ncase \"$*\" in *version*) echo ffmpeg version 9;; esac",
        "without the H.264 encoder libx264"
    )]
    public async Task An_unusable_FFmpeg_counts_as_missing(string program, string words)
    {
        Install();
        File.Delete(_programs.At("ffmpeg"));
        File.WriteAllText(_programs.At("ffmpeg"), program);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_programs.At("ffmpeg"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await using var vault = await OpenAsync();

        var state = await vault.Get<FfmpegTools>().CheckAsync(Ct);

        state.Should().BeOfType<FfmpegState.Missing>().Which.Reason.Should().Contain(words);
    }

    private void Install()
    {
        File.CreateSymbolicLink(_programs.At("ffmpeg"), RunProgram.Find("ffmpeg")!);
        File.CreateSymbolicLink(_programs.At("ffprobe"), RunProgram.Find("ffprobe")!);
    }

    private Task<EncodingVault> OpenAsync() =>
        EncodingVault.OpenAsync(
            _clock,
            null,
            ("Ffmpeg:Path", _programs.At("ffmpeg")),
            ("Ffmpeg:ProbePath", _programs.At("ffprobe"))
        );
}
