using System.Collections.Concurrent;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Secrets;

namespace StreamVault.Core.Accounts;

/// <summary>
/// The sessions of signed-in devices. A session is checked on every request, including each video segment, so a check
/// is an in-memory lookup. Signing in and ending a session write to the database immediately. A session whose row can't
/// be written because the disk is full still works, and the row is written later. Thread-safe.
/// </summary>
public sealed partial class UserSessions(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    SessionLimits limits,
    TimeProvider clock,
    ILogger<UserSessions> logger
) : IDisposable
{
    private readonly ConcurrentDictionary<SecretHash, CachedSession> _sessions = new();
    private readonly ConcurrentDictionary<Guid, bool> _toDelete = new();
    private readonly SemaphoreSlim _writeLock = new(1, 1);
    private readonly Lock _stampLock = new();
    private string? _stamp;
    private string? _storedStamp;

    /// <summary>Raised after private videos were unlocked or locked in a session.</summary>
    public event Action<Guid>? PrivateAccessChanged;

    /// <summary>Reads all sessions into memory. Call once, before the first check.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await foreach (
            var session in database.UserSessions.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken)
        )
        {
            _sessions[session.SecretHash] = new CachedSession(session, isStored: true);
        }

        await EndOutdatedAsync();
    }

    /// <summary>Starts a session.</summary>
    /// <param name="user">The account, as just read from the database.</param>
    /// <param name="device">The device; truncated to <see cref="UserSession.MaxDeviceLength"/>.</param>
    /// <param name="from">The device's IP address.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The secret for the cookie. Only its hash is stored.</returns>
    public async Task<string> BeginAsync(
        VaultUser user,
        string device,
        IPAddress? from,
        CancellationToken cancellationToken
    )
    {
        // Another process may have changed the password a moment ago.
        if (user.SecurityStamp != CurrentStamp)
        {
            await RefreshAsync(cancellationToken);
        }

        var (secret, now) = (Secret.New(), clock.GetUtcNow());
        var session = new UserSession
        {
            Id = Guid.CreateVersion7(now),
            UserId = user.Id,
            SecretHash = SecretHash.Of(secret),
            Stamp = user.SecurityStamp,
            Device = device.Length > UserSession.MaxDeviceLength ? device[..UserSession.MaxDeviceLength] : device,
            Address = ShortAddress.Of(from),
            CreatedAt = now,
            LastSeenAt = now,
        };
        _sessions[session.SecretHash] = new CachedSession(session, await TryInsertAsync(session, cancellationToken));
        Log.Started(logger, session.Id, session.Device);
        if (session.Stamp != CurrentStamp)
        {
            // The password was changed in the meantime.
            await EndOutdatedAsync();
        }

        return secret;
    }

    /// <summary>Returns the id of the session with this secret; null if it ended or doesn't exist. Does not use the database.</summary>
    public Guid? Find(string? secret) => FindCurrent(secret)?.Session.Id;

    /// <summary>Same as <see cref="Find"/>, and records the use.</summary>
    public Guid? Use(string? secret, IPAddress? from)
    {
        var cached = FindCurrent(secret);
        cached?.RecordUse(from, clock.GetUtcNow());
        return cached?.Session.Id;
    }

    /// <summary>Cancelled when the session with this secret ends; already cancelled if there is none.</summary>
    public CancellationToken GetEndToken(string? secret) =>
        FindCurrent(secret)?.Ended ?? new CancellationToken(canceled: true);

    /// <summary>Whether the session with this secret shows private videos.</summary>
    public bool SeesPrivate(string? secret) => FindCurrent(secret)?.SeesPrivate(clock.GetUtcNow()) == true;

    /// <summary>
    /// Records that a page of the session with this secret is open, so that private videos stay unlocked. Does not use
    /// the database.
    /// </summary>
    public void NotePresence(string? secret) => FindCurrent(secret)?.NotePresence(clock.GetUtcNow());

    /// <summary>
    /// Shows or hides private videos in the session with this secret. They are hidden again after 30 minutes without a
    /// request or an open page, when the session ends, and at a restart. Raises
    /// <see cref="PrivateAccessChanged"/>.
    /// </summary>
    /// <returns>False if there is no such session.</returns>
    public bool SetSeesPrivate(string? secret, bool seesPrivate)
    {
        if (FindCurrent(secret) is not { } session)
        {
            return false;
        }

        session.SetSeesPrivate(seesPrivate, clock.GetUtcNow());
        Log.PrivateShown(logger, session.Session.Id, seesPrivate);
        PrivateAccessChanged?.Invoke(session.Session.Id);
        return true;
    }

    /// <summary>All current sessions, most recently used first.</summary>
    public IReadOnlyList<SessionListing> List()
    {
        var now = clock.GetUtcNow();
        return
        [
            .. _sessions
                .Values.Where(cached => cached.IsCurrent(limits, now))
                .Select(cached => cached.Listing())
                .OrderByDescending(listing => listing.LastSeenAt),
        ];
    }

    /// <summary>Ends a session: its requests are refused, and its open connections are closed.</summary>
    /// <returns>False if there is no such session.</returns>
    public async Task<bool> EndAsync(Guid id)
    {
        var matching = _sessions.Values.Where(cached => cached.Session.Id == id).ToList();
        await EndAsync(matching);
        return matching.Count > 0;
    }

    /// <summary>Ends every session except one.</summary>
    public Task EndOthersAsync(Guid? kept) => EndAsync(_sessions.Values.Where(cached => cached.Session.Id != kept));

    /// <summary>Sets the account's security stamp and ends every session with an older one.</summary>
    internal Task SetStampAsync(string? stamp)
    {
        lock (_stampLock)
        {
            _stamp = stamp;
        }

        return EndOutdatedAsync();
    }

    /// <summary>
    /// Checks whether another process, such as the command that resets the password, changed the security stamp.
    /// </summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var stored = await database
            .Users.OrderBy(user => user.CreatedAt)
            .Select(user => user.SecurityStamp)
            .FirstOrDefaultAsync(cancellationToken);
        lock (_stampLock)
        {
            // An unchanged stored stamp does not replace ours: this process may have set a newer one since the query.
            if (stored == _storedStamp)
            {
                return;
            }

            (_stamp, _storedStamp) = (stored, stored);
        }

        await EndOutdatedAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var cached in _sessions.Values)
        {
            cached.Dispose();
        }

        _writeLock.Dispose();
    }

    private string? CurrentStamp
    {
        get
        {
            lock (_stampLock)
            {
                return _stamp;
            }
        }
    }

    private CachedSession? FindCurrent(string? secret) =>
        secret is not null
        && _sessions.TryGetValue(SecretHash.Of(secret), out var cached)
        && cached.IsCurrent(limits, clock.GetUtcNow())
            ? cached
            : null;

    private Task EndOutdatedAsync()
    {
        var stamp = CurrentStamp;
        return EndAsync(_sessions.Values.Where(cached => cached.Session.Stamp != stamp));
    }

    private async Task EndAsync(IEnumerable<CachedSession> sessions)
    {
        foreach (var cached in sessions.ToList())
        {
            if (!_sessions.TryRemove(KeyValuePair.Create(cached.Session.SecretHash, cached)))
            {
                continue;
            }

            _toDelete[cached.Session.Id] = true;
            await cached.EndAsync();
            Log.Ended(logger, cached.Session.Id, cached.Session.Device);
        }

        await DeleteEndedAsync(CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Session {Session} started on {Device}")]
        public static partial void Started(ILogger logger, Guid session, string device);

        [LoggerMessage(LogLevel.Information, "Session {Session} shows private videos: {SeesPrivate}")]
        public static partial void PrivateShown(ILogger logger, Guid session, bool seesPrivate);

        [LoggerMessage(LogLevel.Information, "Session {Session} on {Device} ended")]
        public static partial void Ended(ILogger logger, Guid session, string device);

        [LoggerMessage(
            LogLevel.Warning,
            "The disk is full: changes to sessions are kept in memory until there is space, and lost on a restart"
        )]
        public static partial void HeldInMemory(ILogger logger, Exception e);

        [LoggerMessage(LogLevel.Information, "Changes to sessions are written to the database again")]
        public static partial void StoredAgain(ILogger logger);
    }
}
