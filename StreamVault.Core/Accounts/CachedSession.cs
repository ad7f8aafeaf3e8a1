using System.Net;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Accounts;

/// <summary>A session in memory; its database row may be older. Thread-safe.</summary>
internal sealed class CachedSession(UserSession session, bool isStored) : IDisposable
{
    /// <summary>Private videos are hidden after this long (30 minutes) without a request or an open page.</summary>
    private static readonly TimeSpan PrivateAbsence = TimeSpan.FromMinutes(30);

    // A session from a time when the clock was ahead would outlive its limits. Small corrections of the clock are normal.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private IPAddress? _lastAddress;
    private DateTimeOffset? _presentAt;
    private DateTimeOffset _storedAt = session.LastSeenAt;

    /// <summary>The session; its last use is in <see cref="Listing"/>.</summary>
    public UserSession Session => session;

    /// <summary>Whether the session is saved in the database.</summary>
    public bool IsStored { get; set; } = isStored;

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>
    /// Whether the owner entered the password to see private videos, and has been here since. Lost at a restart.
    /// </summary>
    public bool SeesPrivate(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _presentAt is { } present && now - present < PrivateAbsence;
        }
    }

    /// <summary>Shows or hides private videos.</summary>
    public void SetSeesPrivate(bool seesPrivate, DateTimeOffset now)
    {
        lock (_lock)
        {
            _presentAt = seesPrivate ? now : null;
        }
    }

    /// <summary>Records that a page of the session is open, which is not a use of the session.</summary>
    public void NotePresence(DateTimeOffset now)
    {
        lock (_lock)
        {
            UpdatePresence(now);
        }
    }

    // Coming back later doesn't unlock them again.
    private void UpdatePresence(DateTimeOffset now)
    {
        if (_presentAt is { } present)
        {
            _presentAt = now - present < PrivateAbsence ? now : null;
        }
    }

    public Task EndAsync() => _end.CancelAsync();

    /// <inheritdoc />
    public void Dispose() => _end.Dispose();

    public bool IsCurrent(SessionLimits limits, DateTimeOffset now)
    {
        lock (_lock)
        {
            var (idle, age) = (now - session.LastSeenAt, now - session.CreatedAt);
            return idle < limits.IdleTimeout && age < limits.MaxLifetime && idle > -ClockSkew && age > -ClockSkew;
        }
    }

    public void RecordUse(IPAddress? from, DateTimeOffset now)
    {
        lock (_lock)
        {
            session.LastSeenAt = now;
            UpdatePresence(now);
            // Most requests come from the same address as the last one.
            if (!Equals(_lastAddress, from))
            {
                (_lastAddress, session.Address) = (from, ShortAddress.Of(from));
            }
        }
    }

    /// <summary>The last use, if the stored one is older than the given time.</summary>
    public (DateTimeOffset LastSeenAt, string Address)? Unstored(TimeSpan older)
    {
        lock (_lock)
        {
            return session.LastSeenAt - _storedAt > older ? (session.LastSeenAt, session.Address) : null;
        }
    }

    public void MarkStored(DateTimeOffset lastSeenAt)
    {
        lock (_lock)
        {
            _storedAt = lastSeenAt;
        }
    }

    public SessionListing Listing()
    {
        lock (_lock)
        {
            return new SessionListing(
                session.Id,
                session.Device,
                session.Address,
                session.CreatedAt,
                session.LastSeenAt
            );
        }
    }
}

/// <summary>A session as its owner sees it.</summary>
/// <param name="Id">Identifies the session.</param>
/// <param name="Device">The device, such as "Firefox on Linux".</param>
/// <param name="Address">The approximate address it last used, such as "192.0.2.x".</param>
/// <param name="SignedInAt">When it signed in.</param>
/// <param name="LastSeenAt">The time of its last request.</param>
public sealed record SessionListing(
    Guid Id,
    string Device,
    string Address,
    DateTimeOffset SignedInAt,
    DateTimeOffset LastSeenAt
);
