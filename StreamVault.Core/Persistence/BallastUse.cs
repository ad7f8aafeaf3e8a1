using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Persistence;

/// <summary>
/// Releases the ballast of a full disk before the database writes something that the owner requested.
/// </summary>
internal sealed class BallastUse(Ballast ballast) : IDbCommandInterceptor
{
    public InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        MakeRoomFor(command);
        return result;
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        MakeRoomFor(command);
        return ValueTask.FromResult(result);
    }

    public InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    )
    {
        MakeRoomFor(command);
        return result;
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        MakeRoomFor(command);
        return ValueTask.FromResult(result);
    }

    private void MakeRoomFor(DbCommand command)
    {
        if (OwnerRequestScope.IsActive && !command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
        {
            ballast.GiveUpIfLow();
        }
    }
}
