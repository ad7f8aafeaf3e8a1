using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Hosting;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Secrets;
using StreamVault.Core.Text;

namespace StreamVault.Core.Tokens;

/// <summary>
/// Creates, checks and revokes access tokens. A check is a look-up in memory; creating and revoking write to the
/// database and take effect immediately. Thread-safe.
/// </summary>
public sealed partial class AccessTokens
{
    private readonly IDbContextFactory<StreamVaultDbContext> _databases;
    private readonly SecretSeal _seal;
    private readonly EventHub _events;
    private readonly TimeProvider _clock;
    private readonly ILogger<AccessTokens> _logger;
    private readonly ConcurrentDictionary<SecretHash, AccessToken> _tokens = new();
    private readonly InactiveTokens _ended = new();
    private readonly HiddenVideos _hidden;

    /// <summary>Created once, by dependency injection. Removes the tokens of deleted videos.</summary>
    public AccessTokens(
        IDbContextFactory<StreamVaultDbContext> contextFactory,
        VideoLibrary library,
        SecretSeal seal,
        EventHub events,
        TimeProvider clock,
        ILogger<AccessTokens> logger
    )
    {
        (_databases, _seal, _events, _clock, _logger) = (contextFactory, seal, events, clock, logger);
        _hidden = library.Hidden;
        library.Deleted += Forget;
    }

    /// <summary>Reads all tokens into memory. Call once, before the first check.</summary>
    /// <exception cref="StartupException">The key file is damaged.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var unreadable = 0;
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        await foreach (
            var token in database.AccessTokens.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken)
        )
        {
            token.Token = _seal.Open(token.Id, token.TokenSealed);
            unreadable += token.Token is null ? 1 : 0;
            Cache(token);
        }

        if (unreadable > 0)
        {
            Log.Unreadable(_logger, unreadable);
        }
    }

    /// <summary>Whether this secret gives access to this video now. Does not use the database.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="video">The video.</param>
    /// <param name="token">The token, if so; its secret is in memory from then on.</param>
    /// <returns>
    /// False for an unknown, expired or revoked token, for a token of another video, and while the video is in the
    /// trash.
    /// </returns>
    public bool Opens(string secret, VideoId video, [NotNullWhen(true)] out AccessToken? token)
    {
        if (
            !_tokens.TryGetValue(SecretHash.Of(secret), out token)
            || token.VideoId != video
            || HasExpired(token)
            || IsOff(token)
        )
        {
            return false;
        }

        // Playlists contain the secret, even if it could not be decrypted.
        token.Token ??= secret;
        return true;
    }

    /// <summary>Returns the token with this secret, even if it has expired. Does not use the database.</summary>
    /// <param name="secret">The secret that the caller sent.</param>
    /// <returns>Null for both an unknown and a revoked token.</returns>
    public AccessToken? Find(string secret) => _tokens.GetValueOrDefault(SecretHash.Of(secret));

    /// <summary>Returns the token with this id, even if it has expired. Does not use the database.</summary>
    public AccessToken? Find(Guid id) => _tokens.Values.FirstOrDefault(token => token.Id == id);

    /// <summary>
    /// Whether this secret belongs to any token, even one of another video or one that has expired or was recently
    /// revoked. A client that sends it is not guessing.
    /// </summary>
    public bool IsKnown(string secret)
    {
        var hash = SecretHash.Of(secret);
        return _tokens.ContainsKey(hash) || _ended.Contains(hash);
    }

    /// <summary>Whether the token has expired.</summary>
    public bool HasExpired(AccessToken token) => token.ExpiresAt <= _clock.GetUtcNow();

    /// <summary>Whether the token doesn't work because its video is in the trash.</summary>
    public bool IsOff(AccessToken token) => _hidden.IsTrashed(token.VideoId);

    /// <summary>Creates a token for a video.</summary>
    /// <param name="video">The video that it gives access to.</param>
    /// <param name="description">
    /// What it is for; at most <see cref="AccessToken.MaxDescriptionLength"/> characters.
    /// </param>
    /// <param name="expiresAt">When it expires; null for never.</param>
    /// <param name="maxViewers">
    /// The maximum number of concurrent viewers, 1 to <see cref="AccessToken.MaxViewerLimit"/>; null for no limit.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The token, or null if there is no such video.</returns>
    public async Task<AccessToken?> CreateAsync(
        VideoId video,
        string? description,
        DateTimeOffset? expiresAt,
        int? maxViewers,
        CancellationToken cancellationToken
    )
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        if (!await database.Videos.AnyAsync(row => row.Id == video, cancellationToken))
        {
            return null;
        }

        var now = _clock.GetUtcNow();
        var (id, secret) = (Guid.CreateVersion7(now), Secret.New());
        var token = new AccessToken
        {
            Id = id,
            VideoId = video,
            Token = secret,
            TokenHash = SecretHash.Of(secret),
            TokenSealed = _seal.Seal(id, secret),
            Description = VisibleText.IsIn(description) ? description.Trim() : null,
            ExpiresAt = expiresAt,
            MaxViewers = maxViewers,
            CreatedAt = now,
        };
        database.AccessTokens.Add(token);
        await database.SaveChangesAsync(cancellationToken);
        Cache(token);
        Log.Created(_logger, token.Id, video, expiresAt);
        _events.Publish(new TokenChange(video));
        return token;
    }

    /// <summary>Revokes a token; requests with it are refused from then on.</summary>
    /// <param name="secret">The token's secret.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if there is no such token.</returns>
    public async Task<bool> RevokeAsync(string secret, CancellationToken cancellationToken) =>
        Find(secret) is { } token && await RevokeAsync(token.Id, cancellationToken);

    /// <summary>Revokes a token by its id, for tokens whose secret can't be shown.</summary>
    /// <returns>False if there is no such token.</returns>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var deleted = await database.AccessTokens.Where(token => token.Id == id).ExecuteDeleteAsync(cancellationToken);
        foreach (var revoked in _tokens.Values.Where(token => token.Id == id))
        {
            Evict(revoked);
            Log.Revoked(_logger, revoked.Id, revoked.VideoId);
            _events.Publish(new TokenChange(revoked.VideoId));
        }

        return deleted == 1;
    }

    private void Forget(VideoId video)
    {
        foreach (var token in _tokens.Values.Where(token => token.VideoId == video))
        {
            Evict(token);
        }

        _events.Publish(new TokenChange(video));
    }

    /// <summary>
    /// Tokens of all visible videos, or of one video even if it is hidden, with the titles of their videos, newest first.
    /// Includes expired tokens.
    /// </summary>
    /// <param name="video">The video; null for all.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<TokenListing>> ListAsync(
        VideoId? video,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var listings = await database
            .AccessTokens.AsNoTracking()
            .Where(token => video == null || token.VideoId == video)
            .Join(
                video == null ? database.Videos.Visible(withPrivate) : database.Videos,
                token => token.VideoId,
                owner => owner.Id,
                (token, owner) => new { token, owner.Title }
            )
            .OrderByDescending(row => row.token.CreatedAt)
            .Select(row => new TokenListing(row.token, row.Title))
            .ToListAsync(cancellationToken);
        foreach (var listing in listings)
        {
            listing.Token.Token = _seal.Open(listing.Token.Id, listing.Token.TokenSealed);
            ApplyCurrentUse(listing.Token);
        }

        return listings;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Created token {Token} for video {Video}; expires at {ExpiresAt}")]
        public static partial void Created(ILogger logger, Guid token, VideoId video, DateTimeOffset? expiresAt);

        [LoggerMessage(LogLevel.Information, "Revoked token {Token} for video {Video}")]
        public static partial void Revoked(ILogger logger, Guid token, VideoId video);

        [LoggerMessage(
            LogLevel.Warning,
            "{Count} shared links work but can't be shown again: the key file secrets/links.key is missing or doesn't match. Restore "
                + "it from a backup and restart, or create new links"
        )]
        public static partial void Unreadable(ILogger logger, int count);
    }
}

/// <summary>A token with the title of its video.</summary>
/// <param name="Token">The token.</param>
/// <param name="VideoTitle">The title of the video that it gives access to.</param>
public sealed record TokenListing(AccessToken Token, string VideoTitle);
