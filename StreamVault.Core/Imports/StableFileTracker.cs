namespace StreamVault.Core.Imports;

/// <summary>
/// Decides which files of a folder are written to the end: those whose size and time stayed the same long enough. It knows
/// nothing of disks and clocks: both are told to it. Not thread-safe.
/// </summary>
/// <param name="unchangedFor">How long is long enough.</param>
internal sealed class StableFileTracker(TimeSpan unchangedFor)
{
    // A browser keeps an empty file under the final name until its download is complete.
    private static readonly TimeSpan _emptyFor = TimeSpan.FromMinutes(10);
    private Dictionary<SeenFile, TimeSpan> _since = [];

    /// <summary>Takes note of what is there now.</summary>
    /// <param name="present">Every file there is.</param>
    /// <param name="now">The time since any fixed moment.</param>
    /// <returns>Those that are complete, in the order given.</returns>
    public IReadOnlyList<SeenFile> Look(IReadOnlyList<SeenFile> present, TimeSpan now)
    {
        // A file that grew or was written again is another one here, and begins anew; one that went is forgotten.
        _since = present.ToDictionary(file => file, file => _since.GetValueOrDefault(file, now));
        return [.. present.Where(file => now - _since[file] >= Patience(file))];
    }

    private TimeSpan Patience(SeenFile file) => file.Bytes == 0 && unchangedFor < _emptyFor ? _emptyFor : unchangedFor;
}
