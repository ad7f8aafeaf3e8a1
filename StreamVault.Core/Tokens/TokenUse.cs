using StreamVault.Core.Entities;
using StreamVault.Core.Throttling;

namespace StreamVault.Core.Tokens;

/// <summary>
/// What one token was used for, ahead of the database, and who watches with it now. Noting allocates nothing, except at an
/// address's first time. Thread-safe.
/// </summary>
internal sealed class TokenUse(AccessToken token, TimeProvider clock)
{
    private const int MostPlayers = 16;
    private static readonly TimeSpan _samePlay = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private readonly RecentAddresses<long> _players = new(MostPlayers);
    private TokenUseCount _count = new(token.LastUsedAt, token.Plays, token.BytesSent, token.AddressMarks);
    private RemoteAddress? _lastAddress;
    private long _version;
    private long _written;

    /// <summary>The token's video.</summary>
    public VideoId Video => token.VideoId;

    /// <summary>Who watches.</summary>
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

    public void Note(RemoteAddress from, bool isPlay)
    {
        lock (_lock)
        {
            var plays = _count.Plays + (isPlay && IsNewPlay(from) ? 1 : 0);
            var marks = _count.AddressMarks;
            // Most requests come from where the last one came from: then there is nothing to hash.
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

    /// <summary>What is to be written; null if the database has it all.</summary>
    public (TokenUseCount Count, long Version)? PendingUse()
    {
        lock (_lock)
        {
            return _version == _written ? null : (_count, _version);
        }
    }

    /// <summary>Only what was written is done with: a use that came meanwhile stays for the next round.</summary>
    public void MarkWritten(long version)
    {
        lock (_lock)
        {
            _written = version;
        }
    }

    // Players fetch the playlist again when they are paused, reloaded, or begin anew: that is one play.
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
/// <param name="LastUsedAt">When last; null if never.</param>
/// <param name="Plays">How often.</param>
/// <param name="BytesSent">How many bytes of segments.</param>
/// <param name="AddressMarks">From where: see <see cref="AddressMarks"/>.</param>
internal readonly record struct TokenUseCount(
    DateTimeOffset? LastUsedAt,
    long Plays,
    long BytesSent,
    byte[] AddressMarks
);
