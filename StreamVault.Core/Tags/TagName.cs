using System.Diagnostics.CodeAnalysis;
using StreamVault.Core.Entities;
using StreamVault.Core.Text;

namespace StreamVault.Core.Tags;

/// <summary>Checks the names of tags and people.</summary>
public static class TagName
{
    /// <summary>
    /// Removes surrounding and repeated spaces. A name needs a letter or a digit, because nothing else is compared.
    /// </summary>
    /// <param name="text">The name as it was entered.</param>
    /// <param name="name">The name; null if the result is false.</param>
    public static bool TryRead(string? text, [NotNullWhen(true)] out string? name)
    {
        name = string.Join(' ', (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (
            name.Length > Tag.MaxNameLength
            || name.Any(char.IsControl)
            || !VisibleText.IsIn(name)
            || FoldedText.Of(name).Length == 0
        )
        {
            name = null;
        }

        return name is not null;
    }
}
