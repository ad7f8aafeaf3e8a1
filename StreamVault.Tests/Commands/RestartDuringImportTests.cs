using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Commands;

/// <summary>An import beside a server that restarts.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class RestartDuringImportTests
{
    [Fact]
    public async Task A_server_that_restarts_leaves_the_file_of_a_running_import_alone()
    {
        await using var server = await ServerProcess.StartAsync();
        using var stand = new StandInFfmpeg("");
        var probe = stand.AddScript(
            "ffprobe",
            """
            here=$(dirname "$0")
            case "$*" in
              *.part*)
                touch "$here/probing"
                until [ -e "$here/continue" ]; do sleep 0.05; done ;;
              *)
                touch "$here/clip.mp4" ;;
            esac
            """
        );
        // The copy is probed too, since the original changes while it is probed.
        var clip = Path.Combine(Path.GetDirectoryName(probe)!, "clip.mp4");
        File.Copy(await Clips.SmallAsync(), clip);
        var import = CommandRun.WithSettingsAsync(
            server.DataPath,
            [("StreamVault__Ffmpeg__ProbePath", probe)],
            "import",
            clip
        );
        await Until.TrueAsync(() => stand.Noted("probing"));

        await server.StopAsync();
        await server.StartAgainAsync();
        stand.Note("continue");

        (await import).Succeeded();
        (await CommandRun.ListAsync(server.DataPath)).Should().ContainSingle();
        Directory.EnumerateFileSystemEntries(Path.Combine(server.DataPath, "quarantine")).Should().BeEmpty();
        server.Log.Should().Contain("another process is using it");
    }
}
