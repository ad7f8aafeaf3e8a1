using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Fuzz;

/// <summary>
/// A vault that processes damaged files one at a time and then deletes them. Any outcome is fine as long as it is reported,
/// the server keeps running, and nothing is left behind.
/// </summary>
internal sealed class FuzzedVault : IAsyncDisposable
{
    /// <summary>
    /// How long one tiny file may take. Much longer than usual, because the machine may be busy, and a wrong time stamp can
    /// turn a file into minutes of still frames, in chunks of a second.
    /// </summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    private readonly StreamVaultApp _app = new()
    {
        Workers = 1,
        Settings =
        {
            ["StreamVault:Encoding:SegmentDuration"] = "00:00:01",
            ["StreamVault:Encoding:SegmentsPerChunk"] = "1",
            ["StreamVault:Encoding:Threads"] = "1",
            ["StreamVault:Encoding:MaxAttempts"] = "1",
            ["StreamVault:Encoding:StallTimeout"] = "00:00:30",
            ["Logging:LogLevel:Default"] = "Error",
        },
    };
    private readonly SortedDictionary<string, List<string>> _outcomes = [];
    private HttpClient _owner = null!;
    private long _memoryBefore;
    private int _files;

    public static async Task<FuzzedVault> OpenAsync()
    {
        var vault = new FuzzedVault();
        vault._owner = await vault._app.SignInAsync();
        return vault;
    }

    /// <summary>The names of the files by outcome.</summary>
    public IReadOnlyDictionary<string, List<string>> Outcomes => _outcomes;

    public async Task ProcessAsync(string file)
    {
        var outcome = await OutcomeAsync(file);
        if (!_outcomes.TryGetValue(outcome, out var files))
        {
            _outcomes[outcome] = files = [];
        }

        files.Add(Path.GetFileName(file));
        // By then, everything that is loaded only once is in memory.
        if (++_files == 50)
        {
            _memoryBefore = GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    private async Task<string> OutcomeAsync(string file)
    {
        await using var bytes = File.OpenRead(file);
        using var answer = await _owner.SendUploadAsync(new StreamContent(bytes), Path.GetFileName(file));
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            ((int)answer.StatusCode).Should().BeInRange(400, 499, "{0} must not cause a server error", file);
            return "refused";
        }

        var video = VideoId.Parse(
            (await answer.Content.ReadFromJsonAsync<VideoJson>())!.Id.ToString(),
            CultureInfo.InvariantCulture
        );
        var end = await EndOfAsync(video, file);
        using var deleted = await _owner.DeleteAsync(StreamVaultUrls.ApiVideo(video));
        deleted.IsSuccessStatusCode.Should().BeTrue("{0} can be deleted", file);
        return end;
    }

    private async Task<string> EndOfAsync(VideoId id, string file)
    {
        var library = _app.Services.GetRequiredService<VideoLibrary>();
        return await Until.GotAsync(
            async () =>
                await library.FindAsync(id, CancellationToken.None) switch
                {
                    { Status: VideoStatus.Ready, Warning: null } => "ready",
                    { Status: VideoStatus.Ready } => "ready with a warning",
                    { Status: VideoStatus.Failed } => $"failed: {(await _owner.JobAsync(id.Value)).ErrorMessage}",
                    _ => null,
                },
            TimeLimit,
            () => $"{file} was not finished in time."
        );
    }

    /// <summary>Fails if files are left behind, memory has grown, or the server logged an error.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        var storage = _app.Services.GetRequiredService<VaultStorage>();
        foreach (var folder in (string[])["work", "uploads", "videos", "keys", "deleted"])
        {
            var entries = Directory.EnumerateFileSystemEntries(Path.Combine(storage.Root, folder));
            // A job's files are deleted shortly after its video is ready.
            await Until.TrueAsync(
                () => !entries.Any(),
                because: () => $"{folder} contains {string.Join(", ", entries)}"
            );
        }

        if (_memoryBefore > 0)
        {
            var grown = GC.GetTotalMemory(forceFullCollection: true) - _memoryBefore;
            grown.Should().BeLessThan(20_000_000 + 1_000L * _files, "memory must not grow with every file");
        }

        _app.Logs.AssertNoErrorsLogged();
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        await _app.DisposeAsync();
    }
}
