using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace StreamVault.Core.Events;

/// <summary>
/// Publishes events within this process. A slow listener misses old events of a type, never the newest. The database remains
/// the source of truth. Thread-safe.
/// </summary>
public sealed class EventHub
{
    private const int Backlog = 64;
    private readonly ConcurrentDictionary<object, Action<object>> _listeners = new();

    /// <summary>Passes the event to all current listeners of its type. Never waits.</summary>
    public void Publish<T>(T happened)
        where T : class
    {
        foreach (var listener in _listeners.Values)
        {
            listener(happened);
        }
    }

    /// <summary>
    /// Passes every event of one type to a handler before <see cref="Publish"/> returns. The handler must be quick and
    /// must not throw. It stays for as long as the hub exists.
    /// </summary>
    /// <param name="handler">Called on the publisher's thread, by several threads at once.</param>
    public void Subscribe<T>(Action<T> handler)
        where T : class =>
        _listeners[handler] = happened =>
        {
            if (happened is T wanted)
            {
                handler(wanted);
            }
        };

    /// <summary>Events of one type from the moment of the call until cancelled, newest kept if the listener is slow.</summary>
    /// <typeparam name="T">The type of event to listen to.</typeparam>
    /// <param name="cancellationToken">Ends the stream with an <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<T> WatchAsync<T>(CancellationToken cancellationToken)
        where T : class
    {
        var channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
        );
        // Listening begins here, not at the first read, so that nothing is missed between a query and its watch.
        _listeners[channel] = happened =>
        {
            if (happened is T wanted)
            {
                channel.Writer.TryWrite(wanted);
            }
        };
        return ReadAsync(channel, cancellationToken);
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(
        Channel<T> channel,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        try
        {
            await foreach (var happened in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return happened;
            }
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }
}
