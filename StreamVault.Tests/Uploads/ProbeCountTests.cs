using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Imports;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>How often a file is probed between its arrival and the ready video.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ProbeCountTests : IDisposable
{
    // Only a probe of a source asks for chapters.
    private const string Probe = "-show_chapters";

    private readonly StandInFfmpeg _ffmpeg = new("");

    public void Dispose() => _ffmpeg.Dispose();

    [Fact]
    public async Task An_upload_by_form_is_probed_once()
    {
        await using var app = Server();
        using var client = await app.SignInAsync();

        var video = await client.UploadAsync(await Clips.SmallAsync());
        await client.ReadyAsync(video.Id);

        _ffmpeg.Calls(Probe).Should().Be(1);
    }

    [Fact]
    public async Task A_resumable_upload_is_probed_once()
    {
        await using var app = Server();
        using var client = await app.SignInAsync();
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());

        var upload = await client.TusBeginAsync(clip.Length);
        using var sent = await client.TusPatchAsync(upload, 0, clip);
        sent.StatusCode.Should().Be(HttpStatusCode.NoContent);
        await client.ReadyAsync(Guid.Parse(upload.Split('/')[^1]));

        _ffmpeg.Calls(Probe).Should().Be(1);
    }

    [Fact]
    public async Task A_file_from_the_watched_folder_is_probed_once()
    {
        using var inbox = new TemporaryFolder();
        await using var app = Server();
        app.Settings["StreamVault:WatchedFolder:Path"] = inbox.FullName;
        app.Settings["StreamVault:WatchedFolder:UnchangedFor"] = "00:00:01";
        app.Settings["StreamVault:WatchedFolder:PollingInterval"] = "00:00:01";
        File.Copy(await Clips.SmallAsync(), inbox.At("clip.mp4"));
        using var client = await app.SignInAsync();

        var job = await Until.GotAsync(async () => (await client.JobsAsync()).SingleOrDefault());
        await client.ReadyAsync(job.VideoId);

        _ffmpeg.Calls(Probe).Should().Be(1);
    }

    [Fact]
    public async Task An_imported_file_is_probed_once()
    {
        await using var app = Server();
        using var client = await app.SignInAsync();

        var imported = await app
            .Services.GetRequiredService<FileImport>()
            .RunAsync(new ImportSource(await Clips.SmallAsync(), 0), null, CancellationToken.None);
        var video = imported.Should().BeOfType<FileImportOutcome.Imported>().Which.Video;
        await client.ReadyAsync(video.Id.Value);

        _ffmpeg.Calls(Probe).Should().Be(1);
    }

    private StreamVaultApp Server()
    {
        var calls = Path.Combine(Path.GetDirectoryName(_ffmpeg.Path)!, "calls");
        var app = new StreamVaultApp { Workers = 1 };
        app.Settings["StreamVault:Ffmpeg:Path"] = _ffmpeg.Path;
        app.Settings["StreamVault:Ffmpeg:ProbePath"] = _ffmpeg.AddScript("ffprobe", $"echo \"$*\" >> '{calls}'");
        return app;
    }
}
