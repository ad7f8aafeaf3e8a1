using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using StreamVault.Tests.Imports;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>However a file arrives, it is read back from the disk before it is accepted.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ReadBackTests : IAsyncLifetime
{
    private const int Bytes = 24 << 20;
    private readonly TemporaryFolder _folder = new();
    private readonly OtherDisk? _otherDisk = OtherDisk.TryMake();
    private readonly List<ServerProcess> _servers = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _otherDisk?.Dispose();
        _folder.Dispose();
    }

    [PagesInMemoryFact]
    public async Task A_form()
    {
        var (server, owner) = await StartAsync(_folder.At("inbox"));
        var film = await FilmAsync();
        var before = ReadFromDisk(server);

        using var answer = await owner.SendUploadAsync(new ByteArrayContent(film), "film.mp4");

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        (ReadFromDisk(server) - before).Should().BeGreaterThanOrEqualTo(Bytes);
    }

    [PagesInMemoryFact]
    public async Task A_resumable_upload()
    {
        var (server, owner) = await StartAsync(_folder.At("inbox"));
        var film = await FilmAsync();
        var upload = await owner.TusBeginAsync(film.Length);
        var before = ReadFromDisk(server);

        using var answer = await owner.TusPatchAsync(upload, 0, film);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (ReadFromDisk(server) - before).Should().BeGreaterThanOrEqualTo(Bytes);
    }

    [PagesInMemoryFact]
    public Task A_file_of_the_watched_folder() => WatchAsync(_folder.At("inbox"));

    [PagesInMemoryFact]
    public Task A_file_of_a_watched_folder_on_another_disk() =>
        WatchAsync((_otherDisk ?? throw NoOtherDisk()).FullName);

    private async Task WatchAsync(string inbox)
    {
        var (server, owner) = await StartAsync(inbox);
        await File.WriteAllBytesAsync(_folder.At("film.mp4"), await FilmAsync());
        var before = ReadFromDisk(server);

        File.Copy(_folder.At("film.mp4"), Path.Combine(inbox, "film.mp4"));
        await Until.TrueAsync(async () =>
            (await owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Total == 1
        );

        (ReadFromDisk(server) - before).Should().BeGreaterThanOrEqualTo(Bytes);
    }

    private async Task<(ServerProcess, HttpClient)> StartAsync(string inbox)
    {
        Directory.CreateDirectory(inbox);
        var server = await ServerProcess.StartAsync(
            ("StreamVault:Encoding:Workers", "0"),
            ("StreamVault:WatchedFolder:Path", inbox),
            ("StreamVault:WatchedFolder:UnchangedFor", "00:00:01"),
            ("StreamVault:WatchedFolder:PollingInterval", "00:00:01")
        );
        _servers.Add(server);
        return (server, await server.SignInAsync());
    }

    // Trailing bytes are allowed.
    private static async Task<byte[]> FilmAsync()
    {
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        return [.. clip, .. RandomNumberGenerator.GetBytes(Bytes - clip.Length)];
    }

    // How much the process has read from disks, not from memory; proc_pid_io(5).
    private static long ReadFromDisk(ServerProcess server) =>
        File.ReadLines($"/proc/{server.ProcessId}/io")
            .Where(line => line.StartsWith("read_bytes: ", StringComparison.Ordinal))
            .Select(line => long.Parse(line["read_bytes: ".Length..], CultureInfo.InvariantCulture))
            .Single();

    private static InvalidOperationException NoOtherDisk() => new("Linux has a disk in memory.");
}
