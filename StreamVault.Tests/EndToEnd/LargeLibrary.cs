using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>A server whose library has twenty years of videos, and a signed-in browser session to look at it.</summary>
public sealed class LargeLibrary(Browser browser) : IAsyncLifetime
{
    /// <summary>The number of videos of each month.</summary>
    public const int EachMonth = 10;

    private const int Years = 20;
    private ServerProcess _server = null!;
    private string _session = "";

    /// <summary>The server.</summary>
    public ServerProcess Server => _server;

    /// <summary>Opens a page with a new profile that is signed in, and runs the visit. Saves the page if it fails.</summary>
    public Task VisitAsync(
        Func<IPage, Task> visit,
        BrowserNewContextOptions? options = null,
        [System.Runtime.CompilerServices.CallerMemberName] string name = ""
    )
    {
        options ??= new();
        options.StorageState = _session;
        return browser.VisitAsync(_server.Address, visit, options, name);
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(("StreamVault:Jobs:Workers", "0"));
        using var owner = await _server.SignInAsync();
        _session = await browser.SignInAsync(_server);
        var file = Directory.EnumerateFiles(_server.DataPath, "*.db").Single();
        await using var database = new StreamVaultDbContext(
            new DbContextOptionsBuilder<StreamVaultDbContext>()
                .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString())
                .Options
        );
        database.Videos.AddRange(Films());
        await database.SaveChangesAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static IEnumerable<Video> Films()
    {
        var added = DateTimeOffset.Parse("2026-05-01T12:00:00Z", null);
        foreach (var month in Enumerable.Range(0, Years * 12))
        {
            foreach (var day in Enumerable.Range(1, EachMonth))
            {
                var at = new DateTimeOffset(2006, 1, 1, 15, 30, 0, TimeSpan.FromHours(2))
                    .AddMonths(month)
                    .AddDays((day * 3) - 3);
                var film = Film($"Film {at:yyyy-MM-dd}");
                film.Recorded = new RecordingDate(at, true, true, RecordingDateSource.Camera);
                yield return film;
            }
        }

        yield return Film("Nobody knows when");

        Video Film(string title) =>
            new()
            {
                Id = VideoId.New(added),
                Title = title,
                OriginalFilename = "a.mp4",
                CreatedAt = added,
                UpdatedAt = added,
            };
    }
}
