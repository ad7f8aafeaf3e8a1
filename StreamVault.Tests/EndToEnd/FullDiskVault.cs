using System.Net.Http.Json;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>
/// A server on a small disk, with two videos in its queue. The videos are uploaded once per run and their data folder is
/// copied, so the first start is a restart: there is no write-ahead log with reusable space.
/// </summary>
public sealed class FullDiskVault : IAsyncDisposable
{
    private static readonly Lazy<Task<Uploaded>> Template = new(UploadAsync);
    private readonly TemporaryFolder _folder;
    private readonly Uploaded _videos;

    private FullDiskVault(TemporaryFolder folder, SmallDisk disk, ServerProcess server, Uploaded videos) =>
        (_folder, Disk, Server, _videos) = (folder, disk, server, videos);

    /// <summary>The disk.</summary>
    public SmallDisk Disk { get; }

    /// <summary>The server, which isn't started yet.</summary>
    public ServerProcess Server { get; }

    /// <summary>The video with the title "First".</summary>
    public Guid First => _videos.First;

    /// <summary>The video with the title "Second".</summary>
    public Guid Second => _videos.Second;

    /// <summary>The data folder.</summary>
    public string DataPath => DataPathIn(_folder);

    /// <summary>The database's write-ahead log.</summary>
    public string WriteAheadLog => Path.Combine(DataPath, "streamvault.db-wal");

    /// <summary>The database's shared memory.</summary>
    public string SharedMemory => Path.Combine(DataPath, "streamvault.db-shm");

    /// <summary>Whether the server holds its reserved space.</summary>
    public bool IsBallastHeld =>
        new FileInfo(Path.Combine(DataPath, "ballast.bin")) is { Exists: true, Length: Ballast.Bytes };

    /// <summary>Creates the disk and copies the videos to it.</summary>
    /// <param name="bytes">The size of the disk.</param>
    public static async Task<FullDiskVault> MakeAsync(long bytes)
    {
        var videos = await Template.Value;
        var folder = new TemporaryFolder();
        var disk = SmallDisk.Mount(folder.At("disk"), bytes);
        (await RunProgram.Async("cp", "-a", videos.DataPath, folder.At("disk"))).Succeeded();
        return new FullDiskVault(folder, disk, NotStarted(DataPathIn(folder)), videos);
    }

    /// <summary>Starts the server and waits until it holds its reserved space.</summary>
    public async Task StartWithBallastAsync()
    {
        await Server.StartAgainAsync();
        await Until.TrueAsync(() => IsBallastHeld);
    }

    /// <summary>Stops the server and starts it again.</summary>
    public async Task RestartAsync()
    {
        await Server.StopAsync();
        await Server.StartAgainAsync();
    }

    /// <summary>Edits a description until the disk is full: the database file may have free pages.</summary>
    /// <returns>The first answer that isn't a success.</returns>
    public async Task<HttpResponseMessage> DescribeUntilFullAsync(HttpClient owner)
    {
        // A short description still fits when a long one doesn't.
        var length = 5000;
        for (var time = 0; ; time++)
        {
            var answer = await owner.PatchAsJsonAsync(
                $"{StreamVaultUrls.ApiVideos}/{First}",
                new { description = new string((char)('a' + (time % 26)), length) }
            );
            if (!answer.IsSuccessStatusCode && length == 1)
            {
                return answer;
            }

            length = answer.IsSuccessStatusCode ? length : 1;
            answer.Dispose();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Disk.Dispose();
        _folder.Dispose();
    }

    private static async Task<Uploaded> UploadAsync()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var data = folder.At("data");
        await using var server = NotStarted(data);
        await server.StartAgainAsync();
        using var owner = await server.SignInAsync();
        var clip = await Clips.SmallAsync();
        var (first, second) = (await owner.UploadAsync(clip, "First"), await owner.UploadAsync(clip, "Second"));
        await server.StopAsync();
        File.Delete(Path.Combine(data, "ballast.bin"));
        return new Uploaded(data, first.Id, second.Id);
    }

    private static ServerProcess NotStarted(string dataPath) =>
        ServerProcess.NotStarted(
            ("StreamVault:DataPath", dataPath),
            ("StreamVault:Encoding:Workers", "0"),
            ("StreamVault:Uploads:ReserveBytes", "0")
        );

    private static string DataPathIn(TemporaryFolder folder) => folder.At("disk", "data");

    private sealed record Uploaded(string DataPath, Guid First, Guid Second);
}
