using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Core.Tags;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Deletes pictures of faces when their person is deleted or gets another face. Pictures that belong to no person at
/// startup are quarantined instead, because a crash or a wrong database can be the cause.
/// </summary>
internal sealed partial class FaceUpkeep(
    IDbContextFactory<StreamVaultDbContext> databases,
    VaultStorage storage,
    Quarantine quarantine,
    EventHub events,
    ILogger<FaceUpkeep> logger
) : BackgroundService
{
    private const string QuarantineName = "people";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tags = events.WatchAsync<TagsChange>(stoppingToken);
        var organization = events.WatchAsync<OrganizationChange>(stoppingToken);
        await TryAsync(() => QuarantineUnusedAsync(stoppingToken));
        await Task.WhenAll(
            DeleteUnusedAfterAsync(tags, stoppingToken),
            DeleteUnusedAfterAsync(organization, stoppingToken)
        );
    }

    private async Task DeleteUnusedAfterAsync<T>(IAsyncEnumerable<T> changes, CancellationToken stoppingToken)
    {
        await foreach (var _ in changes)
        {
            await TryAsync(() => DeleteUnusedAsync(stoppingToken));
        }
    }

    private async Task QuarantineUnusedAsync(CancellationToken stoppingToken)
    {
        var unused = await FindUnusedAsync(stoppingToken);
        if (unused.Count > 0)
        {
            quarantine.Take(
                QuarantineName,
                "These pictures of faces belong to no person.",
                [.. unused.Select(path => (path, Path.GetFileName(path)))],
                "Pictures of faces"
            );
            Log.Quarantined(logger, unused.Count);
        }
    }

    private async Task DeleteUnusedAsync(CancellationToken stoppingToken)
    {
        // Anything else in the folder isn't a picture that the server made.
        foreach (
            var path in (await FindUnusedAsync(stoppingToken)).Where(path =>
                PictureName().IsMatch(Path.GetFileName(path))
            )
        )
        {
            File.Delete(path);
        }
    }

    // The files are listed first, so that the picture of a face that is chosen in between isn't among them.
    private async Task<IReadOnlyList<string>> FindUnusedAsync(CancellationToken stoppingToken)
    {
        if (!Directory.Exists(storage.PeopleFolder))
        {
            return [];
        }

        var paths = Directory
            .GetFileSystemEntries(storage.PeopleFolder)
            .Where(path => !path.EndsWith(PersonFaces.UnfinishedExtension, StringComparison.Ordinal))
            .ToList();
        await using var database = await databases.CreateDbContextAsync(stoppingToken);
        var faces = await database
            .Tags.Where(tag => tag.Face != null)
            .Select(tag => tag.Face!)
            .ToListAsync(stoppingToken);
        var used = faces.Select(PersonFaces.NameOf).ToHashSet(StringComparer.Ordinal);
        return [.. paths.Where(path => !used.Contains(Path.GetFileName(path)))];
    }

    // The next change tries again.
    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
        }
    }

    [GeneratedRegex(@"\A[0-9a-f]{32}\.jpg\z")]
    private static partial Regex PictureName();

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "{Count} pictures of faces that belong to no person were moved to quarantine/people"
        )]
        public static partial void Quarantined(ILogger logger, int count);

        [LoggerMessage(LogLevel.Warning, "Unused pictures of faces could not be removed")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
