using System.Text;

namespace StreamVault.Core.Exports;

/// <summary>Makes a file's name of a video's title, good on every file system there is.</summary>
public static class ExportName
{
    // Together with a number and the extension within the 255 bytes that most file systems allow.
    private const int MostBytes = 200;
    private const string Forbidden = "<>:\"/\\|?*";

    private static readonly string[] _devices =
    [
        .. (string[])["CON", "PRN", "AUX", "NUL"],
        .. Enumerable.Range(1, 9).SelectMany(number => (string[])[$"COM{number}", $"LPT{number}"]),
    ];

    /// <returns>The title without what can't stand in a name: <c>What's this_.mp4</c>; never hidden, never empty.</returns>
    public static string Of(string title)
    {
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var letter in title.EnumerateRunes())
        {
            var kept =
                Rune.IsControl(letter) || letter.IsAscii && Forbidden.Contains((char)letter.Value)
                    ? new Rune('_')
                    : letter;
            bytes += kept.Utf8SequenceLength;
            if (bytes > MostBytes)
            {
                break;
            }

            name.Append(kept);
        }

        // Windows drops dots and spaces at the end, and a dot in front hides a file elsewhere.
        var plain = name.ToString().Trim('.', ' ');
        return plain.Length == 0 ? "Untitled.mp4"
            : _devices.Contains(plain.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase) ? $"_{plain}.mp4"
            : $"{plain}.mp4";
    }
}
