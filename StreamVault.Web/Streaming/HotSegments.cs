using System.Collections.Concurrent;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Segments that were sent a moment ago, as when many begin to watch the same: these lie in the system's memory, so that
/// sending them again waits for no disk. Thread-safe.
/// </summary>
internal sealed class HotSegments(TimeProvider clock)
{
    /// <summary>How long a segment counts as hot after it was sent: 10 seconds.</summary>
    public static readonly TimeSpan Cooling = TimeSpan.FromSeconds(10);

    /// <summary>How many are remembered; with one more all are forgotten, which costs no more than a look at the disk each.</summary>
    public const int Most = 1000;

    private readonly ConcurrentDictionary<(VideoId Video, string Name), long> _sentAt = new();

    /// <summary>Whether it was sent within <see cref="Cooling"/>.</summary>
    public bool Contains(VideoId video, string name) =>
        _sentAt.TryGetValue((video, name), out var at) && clock.GetElapsedTime(at) < Cooling;

    /// <summary>Notes that it is sent now.</summary>
    public void Note(VideoId video, string name)
    {
        if (_sentAt.Count >= Most && !_sentAt.ContainsKey((video, name)))
        {
            _sentAt.Clear();
        }

        _sentAt[(video, name)] = clock.GetTimestamp();
    }
}
