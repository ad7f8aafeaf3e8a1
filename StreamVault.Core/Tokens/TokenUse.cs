using StreamVault.Core.Entities;
using StreamVault.Core.Throttling;

namespace StreamVault.Core.Tokens;

/// <summary>
/// The current use of one token, which is newer than in the database, and its current viewers. Recording allocates
/// nothing, except for the first use from an address. Thread-safe.
/// </summary>
internal sealed class TokenUse(AccessToken token, TimeProvider clock)
{
    private const int MaxPlayers = 16;
    private static readonly TimeSpan _samePlay = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private readonly RecentAddresses<long> _players = new(MaxPlayers);
    private TokenUseCount _count = new(token.LastUsedAt, token.Plays, token.BytesSent, token.AddressMarks);
    private RemoteAddress? _lastAddress;
    private long _version;
    private long _written;

    /// <summary>The token's video.</summary>
    public VideoId Video => token.VideoId;

    /// <summary>The current viewers.</summary>
    public TokenViewers Viewers { get; } = new(clock);

    /// <summary>How much it was used.</summary>
    public TokenUseCount Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    public void Record(RemoteAddress from, bool isPlay)
    {
        lock (_lock)
        {
            var plays = _count.Plays + (isPlay && IsNewPlay(from) ? 1 : 0);
            var marks = _count.AddressMarks;
            // Most requests come from the same address as the last one and need no hashing.
            if (_lastAddress != from)
            {
                marks = AddressMarks.With(marks, token.Token ?? token.TokenHash.ToString(), from);
                _lastAddress = from;
            }

            _count = _count with { LastUsedAt = clock.GetUtcNow(), Plays = plays, AddressMarks = marks };
            _version++;
        }
    }

    public void NoteSent(long bytes)
    {
        lock (_lock)
        {
            _count = _count with { LastUsedAt = clock.GetUtcNow(), BytesSent = _count.BytesSent + bytes };
            _version++;
        }
    }

    /// <summary>The use to write to the database; null if it is up to date.</summary>
    public (TokenUseCount Count, long Version)? PendingUse()
    {
        lock (_lock)
        {
            return _version == _written ? null : (_count, _version);
        }
    }

    /// <summary>Marks this version as written. Uses recorded since then are written next time.</summary>
    public void MarkWritten(long version)
    {
        lock (_lock)
        {
            _written = version;
        }
    }

    // Players fetch the playlist again when they are paused, reloaded or restarted. That counts as one play.
    private bool IsNewPlay(RemoteAddress from)
    {
        var now = clock.GetTimestamp();
        var isNew = !_players.TryGet(from, out var last) || clock.GetElapsedTime(last, now) >= _samePlay;
        if (isNew)
        {
            _players.Set(from, now);
        }

        return isNew;
    }
}

/// <summary>How much a token was used.</summary>
/// <param name="LastUsedAt">The time of the last use; null if never used.</param>
/// <param name="Plays">The number of plays.</param>
/// <param name="BytesSent">The number of segment bytes sent.</param>
/// <param name="AddressMarks">The addresses it was used from: see <see cref="AddressMarks"/>.</param>
internal readonly record struct TokenUseCount(
    DateTimeOffset? LastUsedAt,
    long Plays,
    long BytesSent,
    byte[] AddressMarks
);
