using System.Globalization;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Encoding.Audio;

/// <summary>Measures the loudness of each second, to find silence in the result that is not in the source.</summary>
internal static class LoudnessMeter
{
    private const string Key = "lavfi.astats.Overall.RMS_level";

    // Quiet rooms are recorded at about -60 dB.
    private const double LoudLevel = -45;

    // The result may be quieter: several channels are mixed into two.
    private const double AudibleLevel = -65;

    /// <summary>Prints the level of each second to a file (ffmpeg-filters, astats and ametadata).</summary>
    /// <param name="path">The file.</param>
    public static string Filter(string path) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"aresample={AudioArguments.CountedSampleRate},asetnsamples=n={AudioArguments.CountedSampleRate}:p=0,"
                + $"astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level,"
        ) + $"ametadata=mode=print:key={Key}:file={FilterText.Value(path)}";

    /// <summary>How many seconds of a source are clearly not silent.</summary>
    public static int LoudSeconds(string path) => Seconds(path, LoudLevel);

    /// <summary>How many seconds of a result are audible.</summary>
    public static int HeardSeconds(string path) => Seconds(path, AudibleLevel);

    private static int Seconds(string path, double least) =>
        File.Exists(path)
            ? File.ReadLines(path)
                .Count(line =>
                    line.StartsWith(Key, StringComparison.Ordinal)
                    && double.TryParse(
                        line.AsSpan(Key.Length + 1),
                        NumberStyles.Float,
                        CultureInfo.InvariantCulture,
                        out var level
                    )
                    && level >= least
                )
            : 0;
}
