using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Throttling;

namespace StreamVault.Core.Tokens;

/// <summary>Records the use of tokens in memory and writes it to the database later.</summary>
public sealed partial class AccessTokens
{
    /// <summary>A viewer who fetched nothing for this long no longer counts: 30 seconds.</summary>
    public static readonly TimeSpan ViewerAbsence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, TokenUse> _uses = new();

    /// <summary>
    /// Whether this viewer may watch with the token now: everyone may if the token has no limit; else who is one of
    /// <see cref="AccessToken.MaxViewers"/> that fetched something within <see cref="ViewerAbsence"/>, and who comes while
    /// they are fewer. Costs no database work.
    /// </summary>
    public bool Admits(AccessToken token, Viewer viewer) =>
        token.MaxViewers is not { } most
        || !_uses.TryGetValue(token.Id, out var use)
        || use.Viewers.Admits(viewer, most);

    /// <summary>
    /// Whether <see cref="Admits"/> would let this viewer watch now. Takes no place, and keeps none: an open page may ask again
    /// and again.
    /// </summary>
    public bool HasRoom(AccessToken token, Viewer viewer) =>
        token.MaxViewers is not { } most
        || !_uses.TryGetValue(token.Id, out var use)
        || use.Viewers.HasRoom(viewer, most);

    /// <summary>Notes that the token was used now. Written to the database later by <see cref="WriteUsesAsync"/>.</summary>
    public void MarkUsed(AccessToken token, RemoteAddress from)
    {
        if (_uses.TryGetValue(token.Id, out var use))
        {
            use.Note(from, isPlay: false);
        }
    }

    /// <summary>
    /// Notes that a video was begun with the token now. Several beginnings from one address within a minute are one play.
    /// </summary>
    public void MarkPlayed(AccessToken token, RemoteAddress from)
    {
        if (_uses.TryGetValue(token.Id, out var use))
        {
            use.Note(from, isPlay: true);
        }
    }

    /// <summary>Notes that so many bytes of the video were sent for the token, now.</summary>
    public void MarkSent(AccessToken token, long bytes)
    {
        if (_uses.TryGetValue(token.Id, out var use))
        {
            use.NoteSent(bytes);
        }
    }

    /// <summary>Writes the uses that were marked since the last call.</summary>
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
