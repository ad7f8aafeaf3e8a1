using System.Globalization;

namespace StreamVault.Core.Storage;

/// <summary>Formats sizes in bytes.</summary>
public static class ByteText
{
    private static readonly string[] _units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <returns>Three digits and a decimal unit: <c>1.52 GB</c>.</returns>
    public static string Of(long bytes)
    {
        double size = bytes;
        var unit = 0;
        while (size >= 1000 && unit < _units.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        var format =
            unit == 0 || size >= 100 ? "0"
            : size >= 10 ? "0.0"
            : "0.00";
        return $"{size.ToString(format, CultureInfo.InvariantCulture)} {_units[unit]}";
    }
}
