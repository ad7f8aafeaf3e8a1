using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Library;

/// <summary>
/// Which videos are in the trash or private. Every request for a video asks, so the answer comes from memory; after a
/// <see cref="LibraryChange"/>, the next question about that video reads its row. Thread-safe.
/// </summary>
public sealed class HiddenVideos
{
    private readonly IDbContextFactory<StreamVaultDbContext> _databases;
    private readonly ConcurrentDictionary<VideoId, Reason> _hidden = new();
    private readonly ConcurrentDictionary<VideoId, long> _changed = new();
    private readonly Lock _reading = new();
    private volatile bool _isLoaded;
    private long _changes;

    internal HiddenVideos(IDbContextFactory<StreamVaultDbContext> databases, EventHub events)
    {
        _databases = databases;
        events.Subscribe<LibraryChange>(change => _changed[change.Video] = Interlocked.Increment(ref _changes));
    }

    /// <summary>Whether the video is in the trash.</summary>
    public bool IsTrashed(VideoId id) => Find(id).IsTrashed;

    /// <summary>Whether the video is private.</summary>
    public bool IsPrivate(VideoId id) => Find(id).IsPrivate;

    /// <summary>Whether a person may not see the video. False for a video that doesn't exist.</summary>
    /// <param name="id">The video.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    public bool IsHidden(VideoId id, bool withPrivate) =>
        Find(id) is var reason && (reason.IsTrashed || (reason.IsPrivate && !withPrivate));

    private Reason Find(VideoId id)
    {
        if (!_isLoaded || _changed.ContainsKey(id))
        {
            Refresh(id);
        }

        return _hidden.GetValueOrDefault(id);
    }

    private void Refresh(VideoId id)
    {
        // One reader at a time: a slower one could put back what it read before the change.
        lock (_reading)
        {
            if (!_isLoaded)
            {
                Load();
                _isLoaded = true;
            }

            while (_changed.TryGetValue(id, out var change))
            {
                Set(id, Read(id));
                // If it changed again while it was read, it is read again.
                _changed.TryRemove(KeyValuePair.Create(id, change));
            }
        }
    }

    private void Load()
    {
        using var database = _databases.CreateDbContext();
        foreach (
            var video in database
                .Videos.Where(video => video.TrashedAt != null || video.IsPrivate)
                .Select(video => new
                {
                    video.Id,
                    IsTrashed = video.TrashedAt != null,
                    video.IsPrivate,
                })
        )
        {
            Set(video.Id, new Reason(video.IsTrashed, video.IsPrivate));
        }
    }

    private Reason Read(VideoId id)
    {
        using var database = _databases.CreateDbContext();
        var video = database
            .Videos.Where(video => video.Id == id)
            .Select(video => new { IsTrashed = video.TrashedAt != null, video.IsPrivate })
            .SingleOrDefault();
        return video is null ? default : new Reason(video.IsTrashed, video.IsPrivate);
    }

    private void Set(VideoId id, Reason reason)
    {
        if (reason == default)
        {
            _hidden.TryRemove(id, out _);
        }
        else
        {
            _hidden[id] = reason;
        }
    }

    private readonly record struct Reason(bool IsTrashed, bool IsPrivate);
}
