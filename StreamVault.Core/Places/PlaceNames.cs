using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Places;

/// <summary>Finds the towns of existing videos that have a place.</summary>
internal sealed class PlaceNamesHandler(
    IDbContextFactory<StreamVaultDbContext> databases,
    Gazetteer gazetteer,
    EventHub events
) : IBackgroundHandler
{
    public const string KindName = "place_names";

    public string Kind => KindName;

    public string Name => "Place names";

    public async Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(video => video.Id == run.Video, cancellationToken);
        if (video?.Place is { } place && gazetteer.Nearest(place) is { } town)
        {
            (video.Town, video.Country) = (town.Name, town.Country);
            await database.SaveChangesAsync(cancellationToken);
            events.Publish(new LibraryChange(video.Id));
        }

        return new BackgroundOutcome.Done();
    }
}

/// <summary>
/// Enqueues videos whose place has no name: those from versions without names, and those whose file was read again.
/// </summary>
internal sealed class PlaceNamesStart(IDbContextFactory<StreamVaultDbContext> databases, BackgroundQueue queue)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var unnamed = await database
            .Videos.Where(video => video.Place != null && video.Country == null)
            .Select(video => video.Id)
            .ToListAsync(cancellationToken);
        foreach (var video in unnamed)
        {
            await queue.EnqueueAsync(PlaceNamesHandler.KindName, video, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
