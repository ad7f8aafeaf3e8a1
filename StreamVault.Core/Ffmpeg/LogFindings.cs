namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// Counts log lines by kind and keeps the first of each kind, in constant memory. Not thread-safe.
/// </summary>
public sealed class LogFindings
{
    private const int MaxExamples = 3;
    private const int MaxExampleLength = 500;

    private static readonly (LogKind Kind, string[] Substrings)[] Patterns =
    [
        (
            LogKind.Damage,
            [
                "error while decoding",
                "error submitting",
                "invalid data",
                "invalid nal",
                "invalid as first byte",
                "invalid level prefix",
                "concealing",
                "corrupt",
                "ebml",
                "no frame!",
                "missing picture",
                "error reading",
                "ended prematurely",
                "truncat",
            ]
        ),
        (LogKind.CorruptFrame, ["concealing", "corrupt decoded frame", "error while decoding mb"]),
        (
            LogKind.Undecodable,
            ["invalid data found when processing input", "cannot determine format of input stream", "decoder (codec"]
        ),
        (LogKind.UnreadableDisk, ["input/output error"]),
        (LogKind.FullDisk, ["no space left on device"]),
    ];

    private readonly Dictionary<LogKind, (long Lines, List<string> First)> _found = [];

    /// <summary>The findings in a text.</summary>
    public static LogFindings In(string log)
    {
        var findings = new LogFindings();
        foreach (var line in log.Split('\n'))
        {
            findings.Add(line);
        }

        return findings;
    }

    /// <summary>Adds the next line; it may be of several kinds.</summary>
    public void Add(string line)
    {
        foreach (var (kind, substrings) in Patterns)
        {
            if (Array.Exists(substrings, substring => line.Contains(substring, StringComparison.OrdinalIgnoreCase)))
            {
                Count(kind, line);
            }
        }
    }

    /// <summary>Whether any line is of this kind.</summary>
    public bool Has(LogKind kind) => _found.ContainsKey(kind);

    /// <summary>How many lines are of this kind.</summary>
    public long LinesOf(LogKind kind) => _found.TryGetValue(kind, out var found) ? found.Lines : 0;

    /// <summary>The first lines of every kind, in no particular order, each once.</summary>
    public IEnumerable<string> First => _found.Values.SelectMany(found => found.First).Distinct();

    private void Count(LogKind kind, string line)
    {
        var (lines, first) = _found.GetValueOrDefault(kind, (0, []));
        if (first.Count < MaxExamples)
        {
            first.Add(line.Length > MaxExampleLength ? line[..MaxExampleLength] : line);
        }

        _found[kind] = (lines + 1, first);
    }
}
