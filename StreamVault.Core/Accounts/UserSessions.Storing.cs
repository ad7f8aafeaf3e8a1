using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Accounts;

/// <summary>How sessions get into the database, also a little later.</summary>
public sealed partial class UserSessions
{
    private static readonly TimeSpan _seenAgain = TimeSpan.FromMinutes(1);
    private bool _isFull;

    /// <summary>Ends what is too old, and writes what the database lacks.</summary>
    /// <param name="all">Also a last use less than a minute after the one that is stored.</param>
    /// <param name="cancellationToken">Gives up; the rest is written the next time.</param>
    internal async Task StoreAsync(bool all, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await EndAsync(_held.Values.Where(held => !held.IsCurrent(limits, now)));
        foreach (var held in _held.Values.Where(held => !held.IsStored))
        {
            held.IsStored = await TryInsertAsync(held.Session, cancellationToken);
            if (!_held.ContainsKey(held.Session.SecretHash))
            {
                // It ended while it was being written.
                _toDelete[held.Session.Id] = true;
            }
        }

        await DeleteEndedAsync(cancellationToken);
        foreach (var held in _held.Values.Where(held => held.IsStored))
        {
            if (held.Unstored(all ? TimeSpan.Zero : _seenAgain) is var (lastSeenAt, address))
            {
                var isStored = await TryAsync(
                    database =>
                        database
                            .UserSessions.Where(session => session.Id == held.Session.Id)
                            .ExecuteUpdateAsync(
                                set =>
                                    set.SetProperty(session => session.LastSeenAt, lastSeenAt)
                                        .SetProperty(session => session.Address, address),
                                cancellationToken
                            ),
                    cancellationToken
                );
                if (isStored)
                {
                    held.HasStored(lastSeenAt);
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
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await write(database);
            if (_isFull)
            {
                _isFull = false;
                Log.StoredAgain(logger);
            }

            return true;
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            if (!_isFull)
            {
                _isFull = true;
                Log.HeldInMemory(logger, e);
            }

            return false;
        }
        finally
        {
            _writing.Release();
        }
    }
}
