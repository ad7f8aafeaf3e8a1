using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using StreamVault.Tests.Imports;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>Every kind of upload and import is read back from the disk before it is accepted.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ReadBackTests(ReadBackVault vault) : IClassFixture<ReadBackVault>, IAsyncLifetime
{
    private const int Bytes = 24 << 20;
    private readonly TemporaryFolder _folder = new();
    private readonly OtherDisk? _otherDisk = OtherDisk.TryMake();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _otherDisk?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [PagesInMemoryFact]
    public async Task A_form_upload_is_read_back()
    {
        var (server, owner) = (vault.Server, vault.Owner);
        var film = await FilmAsync();
        var before = ReadFromDisk(server);

        using var answer = await owner.SendUploadAsync(new ByteArrayContent(film), "film.mp4");

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        (ReadFromDisk(server) - before).Should().BeGreaterThanOrEqualTo(Bytes);
    }

    [PagesInMemoryFact]
    public async Task A_resumable_upload_is_read_back()
    {
        var (server, owner) = (vault.Server, vault.Owner);
        var film = await FilmAsync();
        var upload = await owner.TusBeginAsync(film.Length);
        var before = ReadFromDisk(server);

        using var answer = await owner.TusPatchAsync(upload, 0, film);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (ReadFromDisk(server) - before).Should().BeGreaterThanOrEqualTo(Bytes);
    }

    [PagesInMemoryFact]
    public Task A_file_from_the_watched_folder_is_read_back() => WatchAsync(vault.Server, vault.Owner, vault.Inbox);

    [PagesInMemoryFact]
    public async Task A_file_from_a_watched_folder_on_another_disk_is_read_back()
    {
        var inbox = (_otherDisk ?? throw NoOtherDisk()).FullName;
        await using var server = await ReadBackVault.StartAsync(inbox);
        using var owner = await server.SignInAsync();
        await WatchAsync(server, owner, inbox);
    }

    private async Task WatchAsync(ServerProcess server, HttpClient owner, string inbox)
    {
        var there = await TotalAsync(owner);
        await File.WriteAllBytesAsync(_folder.At("film.mp4"), await FilmAsync());
        var before = ReadFromDisk(server);

        File.Copy(_folder.At("film.mp4"), Path.Combine(inbox, "film.mp4"));
        await Until.TrueAsync(async () => await TotalAsync(owner) == there + 1);

        (ReadFromDisk(server) - before).Should().BeGreaterThanOrEqualTo(Bytes);
    }

    private static async Task<int> TotalAsync(HttpClient owner) =>
        (await owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Total;

    // Trailing bytes are allowed.
    private static async Task<byte[]> FilmAsync()
    {
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        return [.. clip, .. RandomNumberGenerator.GetBytes(Bytes - clip.Length)];
    }

    // How many bytes the process has read from disks, not from the page cache; proc_pid_io(5).
    private static long ReadFromDisk(ServerProcess server) =>
        File.ReadLines($"/proc/{server.ProcessId}/io")
            .Where(line => line.StartsWith("read_bytes: ", StringComparison.Ordinal))
            .Select(line => long.Parse(line["read_bytes: ".Length..], CultureInfo.InvariantCulture))
            .Single();

    private static InvalidOperationException NoOtherDisk() => new("Linux has a disk in memory.");
}

/// <summary>A server that watches a folder and prepares nothing.</summary>
public sealed class ReadBackVault : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The watched folder.</summary>
    public string Inbox => _folder.At("inbox");

    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The owner's client.</summary>
    public HttpClient Owner { get; private set; } = null!;

    /// <summary>Starts such a server.</summary>
    /// <param name="inbox">The folder it watches.</param>
    public static Task<ServerProcess> StartAsync(string inbox)
    {
        Directory.CreateDirectory(inbox);
        return ServerProcess.StartAsync(
            ("StreamVault:Encoding:Workers", "0"),
            ("StreamVault:WatchedFolder:Path", inbox),
            ("StreamVault:WatchedFolder:UnchangedFor", "00:00:01"),
            ("StreamVault:WatchedFolder:PollingInterval", "00:00:01")
        );
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Server = await StartAsync(Inbox);
        Owner = await Server.SignInAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        Owner?.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        _folder.Dispose();
    }
}
