using System.Text;

namespace StreamVault.Core.Imports;

/// <summary>Makes a file name safe to show: on some systems it may contain anything, even line breaks.</summary>
internal static class SafeFileName
{
    /// <returns>The name with an underscore for each control character.</returns>
    public static string Of(string name) =>
        string.Concat(name.EnumerateRunes().Select(letter => Rune.IsControl(letter) ? "_" : letter.ToString()));
}
