using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding.Progress;

/// <summary>
/// Measures the size of each rung from its files. One FFmpeg encodes all rungs of a chunk in lockstep, so they differ only
/// in size, not in speed.
/// </summary>
internal sealed class RungSizeMeter(Func<Rung, long> bytesOf, IReadOnlyList<Rung> rungs)
{
    // A film of many hours has thousands of files.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private IReadOnlyList<RungProgress> _latest = [];
    private TimeSpan? _measured;

    /// <summary>The latest sizes, at most some seconds old.</summary>
    /// <param name="now">Time since the attempt began.</param>
    /// <param name="done">The encoded length of the video.</param>
    public IReadOnlyList<RungProgress> Measure(TimeSpan now, TimeSpan done)
    {
        if (_measured is { } last && now - last < Interval)
        {
            return _latest;
        }

        _measured = now;
        try
        {
            _latest = Measure(done);
        }
        catch (IOException)
        {
            // A chunk was just renamed, or another attempt has taken over the folder. The next measurement shows which.
        }

        return _latest;
    }

    private List<RungProgress> Measure(TimeSpan done) =>
        [
            .. rungs
                .Select(rung => (rung.Name, Bytes: bytesOf(rung)))
                .Where(rung => rung.Bytes > 0)
                .Select(rung => new RungProgress(
                    rung.Name,
                    rung.Bytes,
                    done > TimeSpan.Zero ? rung.Bytes * 8 / done.TotalSeconds : null
                )),
        ];
}
