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
/// A vault that is fed damaged files, one after the other, each from the upload to its end, and then deleted. Whatever it
/// does with them is right as long as it says so, goes on, and keeps nothing.
/// </summary>
internal sealed class FuzzedVault : IAsyncDisposable
{
    /// <summary>
    /// How long one tiny file may take. Far above what it takes, since machines are busy: a stray time stamp can make minutes
    /// of stills of it, in chunks of a second.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

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

    /// <summary>The names of the files, by what came of them.</summary>
    public IReadOnlyDictionary<string, List<string>> Outcomes => _outcomes;

    public async Task FeedAsync(string file)
    {
        var outcome = await OutcomeAsync(file);
        if (!_outcomes.TryGetValue(outcome, out var files))
        {
            _outcomes[outcome] = files = [];
        }

        files.Add(Path.GetFileName(file));
        // What is loaded once is loaded by then; and so many files have a process of their own.
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
            ((int)answer.StatusCode).Should().BeInRange(400, 499, "{0} is no fault of the server", file);
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
            Patience,
            () => $"{file} hangs."
        );
    }

    /// <summary>Fails if anything was left behind, memory included, or the server called something an error.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        var storage = _app.Services.GetRequiredService<VaultStorage>();
        foreach (var folder in (string[])["work", "uploads", "videos", "keys", "deleted"])
        {
            var entries = Directory.EnumerateFileSystemEntries(Path.Combine(storage.Root, folder));
            // A job is still being cleared up for a moment after its video is ready.
            await Until.TrueAsync(() => !entries.Any(), because: () => $"{folder} holds {string.Join(", ", entries)}");
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
