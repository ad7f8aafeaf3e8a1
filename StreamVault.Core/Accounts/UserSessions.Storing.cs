using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Accounts;

/// <summary>Writes sessions to the database, later if the disk is full.</summary>
public sealed partial class UserSessions
{
    private static readonly TimeSpan _lastSeenPrecision = TimeSpan.FromMinutes(1);
    private bool _isDiskFull;

    /// <summary>Ends expired sessions and writes pending changes to the database.</summary>
    /// <param name="all">Whether to also write last uses that are less than a minute newer than the stored one.</param>
    /// <param name="cancellationToken">Cancels; the rest is written next time.</param>
    internal async Task StoreAsync(bool all, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await EndAsync(_sessions.Values.Where(cached => !cached.IsCurrent(limits, now)));
        foreach (var cached in _sessions.Values.Where(cached => !cached.IsStored))
        {
            cached.IsStored = await TryInsertAsync(cached.Session, cancellationToken);
            if (!_sessions.ContainsKey(cached.Session.SecretHash))
            {
                // The session ended while it was being written.
                _toDelete[cached.Session.Id] = true;
            }
        }

        await DeleteEndedAsync(cancellationToken);
        foreach (var cached in _sessions.Values.Where(cached => cached.IsStored))
        {
            if (cached.Unstored(all ? TimeSpan.Zero : _lastSeenPrecision) is var (lastSeenAt, address))
            {
                var isStored = await TryAsync(
                    database =>
                        database
                            .UserSessions.Where(session => session.Id == cached.Session.Id)
                            .ExecuteUpdateAsync(
                                update =>
                                    update
                                        .SetProperty(session => session.LastSeenAt, lastSeenAt)
                                        .SetProperty(session => session.Address, address),
                                cancellationToken
                            ),
                    cancellationToken
                );
                if (isStored)
                {
                    cached.MarkStored(lastSeenAt);
                }
            }
        }
    }

    private Task<bool> TryInsertAsync(UserSession session, CancellationToken cancellationToken) =>
        TryAsync(
            database =>
            {
                database.UserSessions.Add(session);
                return database.SaveChangesAsync(cancellationToken);
            },
            cancellationToken
        );

    private async Task DeleteEndedAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _toDelete.Keys)
        {
            var isDeleted = await TryAsync(
                database =>
                    database.UserSessions.Where(session => session.Id == id).ExecuteDeleteAsync(cancellationToken),
                cancellationToken
            );
            if (isDeleted)
            {
                _toDelete.TryRemove(id, out _);
            }
        }
    }

    /// <returns>False if the disk is full.</returns>
    private async Task<bool> TryAsync(Func<StreamVaultDbContext, Task<int>> write, CancellationToken cancellationToken)
    {
        await _writeLock.WaitAsync(cancellationToken);
        try
        {
            await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
            await write(database);
            if (_isDiskFull)
            {
                _isDiskFull = false;
                Log.StoredAgain(logger);
            }

            return true;
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            if (!_isDiskFull)
            {
                _isDiskFull = true;
                Log.HeldInMemory(logger, e);
            }

            return false;
        }
        finally
        {
            _writeLock.Release();
        }
    }
}
