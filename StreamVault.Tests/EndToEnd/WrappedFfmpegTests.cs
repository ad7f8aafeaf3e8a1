using StreamVault.Core.Ffmpeg;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>FFmpeg started by a wrapper script without exec, when the server ends.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class WrappedFfmpegTests : IDisposable
{
    // It hangs when encoding, like FFmpeg with a long video.
    private readonly StandInFfmpeg _ffmpeg = new(
        """
        case "$*" in *progress*) sleep 1000 & echo $! > "$here/child.new"; mv "$here/child.new" "$here/child"; wait;; esac
        """
    );

    public void Dispose() => _ffmpeg.Dispose();

    [Fact]
    public async Task Killing_the_server_ends_FFmpeg()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Ffmpeg:Path", _ffmpeg.Path));
        var child = await EncodingAsync(server);

        await server.KillAsync();

        await EndedAsync(child);
    }

    [Fact]
    public async Task Shutting_down_the_server_ends_FFmpeg()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Ffmpeg:Path", _ffmpeg.Path));
        var child = await EncodingAsync(server);

        (await server.StopAsync()).Should().Be(0);

        await EndedAsync(child);
    }

    private async Task<int> EncodingAsync(ServerProcess server)
    {
        await (await server.SignInAsync()).UploadAsync(await Clips.SmallAsync());
        var note = Path.Combine(Path.GetDirectoryName(_ffmpeg.Path)!, "child");
        await Until.TrueAsync(() => File.Exists(note), because: () => server.Log);
        return int.Parse(File.ReadAllText(note));
    }

    private static Task EndedAsync(int child) =>
        Until.TrueAsync(() => ProcessIdentity.Of(child) is null, because: () => "It outlived the server.");
}
