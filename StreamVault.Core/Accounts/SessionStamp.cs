using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Accounts;

/// <summary>
/// The stamp that a valid session carries, held in memory: a session is checked at every request, down to each video
/// segment, and none of them may cost a query. Thread-safe.
/// </summary>
public sealed class SessionStamp(IDbContextFactory<StreamVaultDbContext> databases)
{
    private readonly Lock _lock = new();
    private volatile string? _current;
    private string? _stored;

    /// <summary>Whether a session with this stamp is still good.</summary>
    public async ValueTask<bool> IsCurrentAsync(string? stamp, CancellationToken cancellationToken)
    {
        if (_current is null)
        {
            await RefreshAsync(cancellationToken);
        }

        return stamp is not null && stamp == _current;
    }

    /// <summary>Looks whether another process, such as the command that resets the password, gave the account a new stamp.</summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await database
            .Users.OrderBy(user => user.CreatedAt)
            .Select(user => user.SecurityStamp)
            .FirstOrDefaultAsync(cancellationToken);
        lock (_lock)
        {
            // Only what changed in the database counts: this process may have set a newer one since the query.
            if (_current is null || stored != _stored)
            {
                _current = stored;
            }

            _stored = stored;
        }
    }

    internal void Set(string? stamp)
    {
        lock (_lock)
        {
            _current = stamp;
        }
    }
}
