namespace StreamVault.Core.Imports;

/// <summary>
/// Decides which files are written completely: those whose size and modification time have not changed for long enough. It
/// uses neither a disk nor a clock. Not thread-safe.
/// </summary>
/// <param name="unchangedFor">How long a file must not have changed.</param>
internal sealed class StableFileTracker(TimeSpan unchangedFor)
{
    // A browser keeps an empty file under the final name until its download is complete.
    private static readonly TimeSpan _emptyUnchangedFor = TimeSpan.FromMinutes(10);
    private Dictionary<SeenFile, TimeSpan> _since = [];

    /// <summary>Updates the tracker.</summary>
    /// <param name="present">All files that exist now.</param>
    /// <param name="now">The time since any fixed moment, such as the start.</param>
    /// <returns>The complete files, in the given order.</returns>
    public IReadOnlyList<SeenFile> Update(IReadOnlyList<SeenFile> present, TimeSpan now)
    {
        // A file that changed is a different key and starts over; one that is gone is dropped.
        _since = present.ToDictionary(file => file, file => _since.GetValueOrDefault(file, now));
        return [.. present.Where(file => now - _since[file] >= RequiredTime(file))];
    }

    /// <summary>
    /// Whether a file has been unchanged for long enough if the system can't tell whether a program is still writing it.
    /// </summary>
    /// <param name="file">A file of the last update.</param>
    /// <param name="now">The time of the last update.</param>
    public bool IsStableWithoutProof(SeenFile file, TimeSpan now) => now - _since[file] >= 6 * RequiredTime(file);

    private TimeSpan RequiredTime(SeenFile file) =>
        file.Bytes == 0 && unchangedFor < _emptyUnchangedFor ? _emptyUnchangedFor : unchangedFor;
}
