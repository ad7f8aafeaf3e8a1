using System.Net.Http.Json;
using System.Security.Cryptography;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Uploads;

namespace StreamVault.Tests.Integrity;

/// <summary>
/// The data folder of a server that was killed: two ready videos with their originals, one waiting upload and one unfinished
/// upload. Each test loses the database of a copy in a different way.
/// </summary>
public sealed class LostVault : IAsyncLifetime
{
    /// <summary>Title of the video that is in both databases.</summary>
    public const string First = "Grandma's 80th “birthday” 🎂";

    /// <summary>Title of the video that became ready after the older database was copied.</summary>
    public const string Second = "Second video";

    /// <summary>Title of the upload that was accepted but not encoded.</summary>
    public const string Waiting = "Accepted, not ready";

    /// <summary>The number of bytes received of the unfinished upload.</summary>
    public const int UnfinishedBytes = 5_000;

    private readonly TemporaryFolder _folder = new();

    /// <summary>The library before the database was lost.</summary>
    public IReadOnlyList<VideoDetailsJson> Before { get; private set; } = [];

    /// <summary>Names and hashes of all user files.</summary>
    public IReadOnlyList<string> Hashes { get; private set; } = [];

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await using var server = await ServerProcess.StartAsync();
        using var owner = await server.SignInAsync();
        using var chosen = await owner.PutAsJsonAsync(StreamVaultUrls.ApiOriginals, new { policy = "keep" });
        chosen.EnsureSuccessStatusCode();
        var first = await owner.ReadyAsync((await owner.UploadAsync(await TaggedClip.MakeAsync())).Id);
        await DescribeAsync(owner, first.Id);
        await server.StopAsync();
        File.Copy(Path.Combine(server.DataPath, "streamvault.db"), _folder.At("older.db"));
        await server.StartAgainAsync();
        using var again = await server.SignInAsync();
        var second = await again.UploadAsync(await Clips.MakeAsync(new Clip(Seconds: 1)), Second);
        await again.ReadyAsync(second.Id);
        await server.StopAsync();
        await server.StartAgainAsync(("StreamVault:Encoding:Workers", "0"));
        using var last = await server.SignInAsync();
        var waiting = await last.UploadAsync(await Clips.SmallAsync(), Waiting);
        var unfinished = await last.TusBeginAsync(UnfinishedBytes * 2, "half.mp4");
        using var half = await last.TusPatchAsync(unfinished, 0, new byte[UnfinishedBytes]);
        half.EnsureSuccessStatusCode();
        await Until.TrueAsync(() => File.Exists(Path.Combine(server.DataPath, "uploads", $"{waiting.Id}.json")));
        Before = await VideosAsync(last);
        await server.KillAsync();
        CopyFolder(server.DataPath, _folder.At("data"));
        Hashes = HashesIn(_folder.At("data"));
        Hashes.Should().HaveCountGreaterThan(10);
    }

    // Edited after it became ready, so that the sidecar has to be updated.
    private static async Task DescribeAsync(HttpClient owner, Guid id)
    {
        using var described = await owner.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{id}",
            new
            {
                title = First,
                description = "In the garden.\nWith cake.",
                recordedAt = "2024-07-14 15:30",
            }
        );
        described.EnsureSuccessStatusCode();
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Creates a server, not yet started, on a copy of the folder.</summary>
    public ServerProcess Copy()
    {
        var server = ServerProcess.NotStarted(("StreamVault:Encoding:Workers", "0"));
        CopyFolder(_folder.At("data"), server.DataPath);
        return server;
    }

    /// <summary>Replaces the current database with the older one.</summary>
    public void RestoreOlder(ServerProcess server)
    {
        DeleteDatabase(server);
        File.Copy(_folder.At("older.db"), Path.Combine(server.DataPath, "streamvault.db"));
    }

    /// <summary>Deletes the database and all its files.</summary>
    public static void DeleteDatabase(ServerProcess server)
    {
        foreach (var file in Directory.GetFiles(server.DataPath, "streamvault.db*"))
        {
            File.Delete(file);
        }
    }

    /// <summary>Returns all videos, oldest first.</summary>
    public static async Task<IReadOnlyList<VideoDetailsJson>> VideosAsync(HttpClient owner) =>
        (await owner.GetFromJsonAsync<VideoDetailsListJson>($"{StreamVaultUrls.ApiVideos}?sort=oldest"))!.Items;

    /// <summary>Hashes all files of videos, keys, uploads and originals, wherever they are in the folder now.</summary>
    public static IReadOnlyList<string> HashesIn(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(path =>
                    Path.GetExtension(path) != ".json"
                    // Made in the background at any time.
                    && Path.GetFileName(path) != "preview.jpg"
                    && !Path.GetFileName(path).StartsWith("streamvault.db", StringComparison.Ordinal)
                    && Path.GetDirectoryName(path) != folder
                    && !path.Contains("data-protection-keys", StringComparison.Ordinal)
                )
                .Select(path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))))
                .Order(StringComparer.Ordinal),
        ];

    private static void CopyFolder(string from, string to)
    {
        foreach (var path in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, path)));
        }

        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(path, Path.Combine(to, Path.GetRelativePath(from, path)));
        }
    }
}

/// <summary>Everything that a rebuild must restore for a video.</summary>
public sealed record VideoDetailsJson(
    Guid Id,
    string Title,
    string? Description,
    string Status,
    string OriginalFilename,
    double? DurationSeconds,
    long? FileSizeBytes,
    string[] Qualities,
    DateTimeOffset CreatedAt,
    string? Warning,
    string? SourceSha256,
    long? OriginalBytes,
    System.Text.Json.JsonElement Recording
);

/// <summary>A page of videos.</summary>
public sealed record VideoDetailsListJson(VideoDetailsJson[] Items);
