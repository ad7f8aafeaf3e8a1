using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Throttling;

namespace StreamVault.Core.Tokens;

/// <summary>Records the use of tokens in memory and writes it to the database later.</summary>
public sealed partial class AccessTokens
{
    /// <summary>A viewer who has not fetched anything for this long (30 seconds) no longer counts.</summary>
    public static readonly TimeSpan ViewerAbsence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, TokenUse> _uses = new();

    /// <summary>
    /// Whether this viewer may watch with the token now: always if the token has no viewer limit; otherwise if the
    /// viewer fetched something within <see cref="ViewerAbsence"/>, or if fewer than
    /// <see cref="AccessToken.MaxViewers"/> did. Does not use the database.
    /// </summary>
    public bool Admits(AccessToken token, Viewer viewer) =>
        token.MaxViewers is not { } most
        || !_uses.TryGetValue(token.Id, out var use)
        || use.Viewers.Admits(viewer, most);

    /// <summary>
    /// Whether <see cref="Admits"/> would let this viewer watch now. Neither counts the viewer nor extends their time,
    /// so an open page may call it repeatedly.
    /// </summary>
    public bool CanAdmit(AccessToken token, Viewer viewer) =>
        token.MaxViewers is not { } most
        || !_uses.TryGetValue(token.Id, out var use)
        || use.Viewers.CanAdmit(viewer, most);

    /// <summary>
    /// Records a use of the token now. Written to the database later by <see cref="WriteUsesAsync"/>.
    /// </summary>
    public void MarkUsed(AccessToken token, RemoteAddress from)
    {
        if (_uses.TryGetValue(token.Id, out var use))
        {
            use.Record(from, isPlay: false);
        }
    }

    /// <summary>
    /// Records that playback was started with the token now. Several starts from one address within a minute count as
    /// one play.
    /// </summary>
    public void MarkPlayed(AccessToken token, RemoteAddress from)
    {
        if (_uses.TryGetValue(token.Id, out var use))
        {
            use.Record(from, isPlay: true);
        }
    }

    /// <summary>Adds to the number of bytes sent for the token.</summary>
    public void AddBytesSent(AccessToken token, long bytes)
    {
        if (_uses.TryGetValue(token.Id, out var use))
        {
            use.NoteSent(bytes);
        }
    }

    /// <summary>Writes the uses recorded since the last call to the database.</summary>
    public async Task WriteUsesAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, use) in _uses)
        {
            if (use.PendingUse() is not var (count, version))
            {
                continue;
            }

            await using var database = await _databases.CreateDbContextAsync(cancellationToken);
            await database
                .AccessTokens.Where(token => token.Id == id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(token => token.LastUsedAt, count.LastUsedAt)
                            .SetProperty(token => token.Plays, count.Plays)
                            .SetProperty(token => token.BytesSent, count.BytesSent)
                            .SetProperty(token => token.AddressMarks, count.AddressMarks),
                    cancellationToken
                );
            use.MarkWritten(version);
            _events.Publish(new TokenChange(use.Video));
        }
    }

    private void Cache(AccessToken token)
    {
        _uses[token.Id] = new TokenUse(token, _clock);
        _tokens[token.TokenHash] = token;
    }

    private void Evict(AccessToken token)
    {
        _ended.Add(token.TokenHash);
        _tokens.TryRemove(token.TokenHash, out _);
        _uses.TryRemove(token.Id, out _);
    }

    private void ApplyCurrentUse(AccessToken token)
    {
        if (_uses.TryGetValue(token.Id, out var use))
        {
            (token.LastUsedAt, token.Plays, token.BytesSent, token.AddressMarks) = use.Count;
        }
    }
}
