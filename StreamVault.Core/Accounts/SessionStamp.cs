using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Accounts;

/// <summary>
/// The stamp that a valid session carries, held in memory: a session is checked at every request, down to each video
/// segment, and none of them may cost a query. Thread-safe.
/// </summary>
public sealed class SessionStamp(IDbContextFactory<StreamVaultDbContext> databases)
{
    private volatile string? _current;

    /// <summary>Whether a session with this stamp is still good.</summary>
    public async ValueTask<bool> IsCurrentAsync(string? stamp, CancellationToken cancellationToken)
    {
        if (_current is null)
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            _current = await database
                .Users.OrderBy(user => user.CreatedAt)
                .Select(user => user.SecurityStamp)
                .FirstOrDefaultAsync(cancellationToken);
        }

        return stamp is not null && stamp == _current;
    }

    internal void Set(string? stamp) => _current = stamp;
}
