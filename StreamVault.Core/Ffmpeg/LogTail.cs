namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// The last lines of a program's output and the findings in all of it, in bounded memory. Thread-safe.
/// </summary>
internal sealed class LogTail
{
    private const int MaxLines = 50;
    private const int MaxLineLength = 500;
    private readonly Queue<string> _lines = new();

    /// <summary>The findings in all lines. Read it only after the output has ended.</summary>
    public LogFindings Findings { get; } = new();

    public async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            Add(line);
        }
    }

    private void Add(string line)
    {
        lock (_lines)
        {
            Findings.Add(line);
            _lines.Enqueue(line.Length > MaxLineLength ? line[..MaxLineLength] : line);
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }
}
