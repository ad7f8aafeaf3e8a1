using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Tokens;

/// <summary>
/// Whether the page of a link provides its title and poster to apps that preview links, such as chat apps. Enabled
/// until the owner turns it off. Thread-safe.
/// </summary>
public sealed partial class LinkPreviews(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    EventHub events,
    ILogger<LinkPreviews> logger
)
{
    /// <summary>Whether previews show the title and the poster.</summary>
    public async Task<bool> AreEnabledAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var choice = await database.LinkPreviewChoices.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return choice?.Enabled ?? true;
    }

    /// <summary>Turns previews on or off for all links and publishes <see cref="LinkPreviewsChange"/>.</summary>
    public async Task ChooseAsync(bool enabled, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var choice = await database.LinkPreviewChoices.SingleOrDefaultAsync(cancellationToken);
        if (choice is null)
        {
            choice = new LinkPreviewChoice();
            database.LinkPreviewChoices.Add(choice);
        }

        choice.Enabled = enabled;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Chosen(logger, enabled);
        events.Publish(new LinkPreviewsChange(enabled));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Link previews enabled: {Enabled}")]
        public static partial void Chosen(ILogger logger, bool enabled);
    }
}
