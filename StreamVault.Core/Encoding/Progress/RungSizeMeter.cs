using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding.Progress;

/// <summary>
/// How much there is of each rung, read from the files. All rungs of a chunk come from one FFmpeg in lock step, so their
/// speed is the same; what differs is what they cost.
/// </summary>
internal sealed class RungSizeMeter(Func<Rung, long> bytesOf, IReadOnlyList<Rung> rungs)
{
    // Of a film of many hours there are thousands of files to look at.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private IReadOnlyList<RungProgress> _latest = [];
    private TimeSpan? _measured;

    /// <summary>The newest figures, at most some seconds old.</summary>
    /// <param name="now">Time since the attempt began.</param>
    /// <param name="done">Length of the picture that is done.</param>
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
            // A chunk was just finished and renamed, or the folder is another attempt's by now: the next look tells.
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
