using System.Text;

namespace StreamVault.Core.Exports;

/// <summary>Derives a file name from a video's title that is valid on all file systems.</summary>
public static class ExportName
{
    // With a number and the extension, within the 255 bytes that most file systems allow.
    private const int MaxBytes = 200;
    private const string Forbidden = "<>:\"/\\|?*";

    private static readonly string[] _devices =
    [
        .. (string[])["CON", "PRN", "AUX", "NUL"],
        .. Enumerable.Range(1, 9).SelectMany(number => (string[])[$"COM{number}", $"LPT{number}"]),
    ];

    /// <returns>The title without characters that are not allowed in names: <c>What's this_.mp4</c>; never hidden, never empty.</returns>
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
            if (bytes > MaxBytes)
            {
                break;
            }

            name.Append(kept);
        }

        // Windows drops dots and spaces at the end, and a leading dot hides a file on other systems.
        var plain = name.ToString().Trim('.', ' ');
        return plain.Length == 0 ? "Untitled.mp4"
            : _devices.Contains(plain.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase) ? $"_{plain}.mp4"
            : $"{plain}.mp4";
    }
}
