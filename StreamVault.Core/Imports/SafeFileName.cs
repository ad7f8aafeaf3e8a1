using System.Text;

namespace StreamVault.Core.Imports;

/// <summary>Makes a file's name fit to be shown: on some systems it may hold anything, even line breaks.</summary>
internal static class SafeFileName
{
    /// <returns>The name with an underscore for every control character.</returns>
    public static string Of(string name) =>
        string.Concat(name.EnumerateRunes().Select(letter => Rune.IsControl(letter) ? "_" : letter.ToString()));
}
