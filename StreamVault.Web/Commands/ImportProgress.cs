using StreamVault.Core.Imports;

namespace StreamVault.Web.Commands;

/// <summary>Imports files one after the other. Shows percentages on a terminal; otherwise, only counts files.</summary>
/// <param name="import">Imports each file.</param>
/// <param name="files">All files to import.</param>
/// <param name="albums">Whether to add each to an album named after its folder.</param>
/// <param name="clock">The clock.</param>
internal sealed class ImportProgress(
    FileImport import,
    IReadOnlyList<ImportSource> files,
    bool albums,
    TimeProvider clock
)
{
    private const string EraseLine = "\r\e[K";
    private const int UsualWidth = 80;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private readonly long _all = Math.Max(1, files.Sum(file => file.Bytes));
    private long _before;
    private int _number;

    /// <summary>The position of the current file: <c>[2/12]</c>.</summary>
    public string Place => $"[{_number}/{files.Count}]";

    /// <summary>Imports the next file.</summary>
    public async Task<FileImportOutcome> RunAsync(ImportSource file, CancellationToken cancellationToken)
    {
        _number++;
        var running = import.RunAsync(file, albums ? file.Folders : null, cancellationToken);
        if (!Console.IsOutputRedirected)
        {
            await ShowAsync(file, running);
        }

        _before += file.Bytes;
        return await running;
    }

    private async Task ShowAsync(ImportSource file, Task running)
    {
        using var timer = new PeriodicTimer(_pause, clock);
        while (!running.IsCompleted)
        {
            Console.Write(EraseLine + Line(file));
            var tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
            await Task.WhenAny(running, tick);
        }

        Console.Write(EraseLine);
    }

    private string Line(ImportSource file)
    {
        var (copied, bytes) = (import.BytesCopied, Math.Max(1, file.Bytes));
        var percents =
            $": {Readable.Percent((double)copied / bytes)}, all {Readable.Percent((double)(_before + copied) / _all)}";
        return $"{Place} {Shortened(Path.GetFileName(file.Path), Place.Length + percents.Length)}{percents}";
    }

    // A line that wraps can't be erased. A terminal that doesn't know its width reports 0.
    private static string Shortened(string name, int besides)
    {
        var width = Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
        var room = Math.Max(8, width - besides - 2);
        return name.Length <= room ? name : string.Concat("…", name.AsSpan(name.Length - room + 1));
    }
}
