using StreamVault.Core.Text;

namespace StreamVault.Web.Text;

/// <summary>Checks text that people and programs send.</summary>
internal static class PlainText
{
    /// <summary>Why a title or name is invalid, as a sentence; null if it is valid.</summary>
    /// <inheritdoc cref="Fault" />
    public static string? TitleFault(string name, string? text, int maxLength) =>
        text is null || VisibleText.IsIn(text)
            ? Fault(name, text, maxLength)
            : $"{name} needs at least one visible character.";

    /// <summary>Why a text is invalid, as a sentence; null if it is valid.</summary>
    /// <param name="name">What the text is, as it begins a sentence: "The title".</param>
    /// <param name="text">The text; may be null.</param>
    /// <param name="maxLength">The maximum length in UTF-16 units.</param>
    /// <param name="lines">Whether line breaks and tabs are allowed.</param>
    public static string? Fault(string name, string? text, int maxLength, bool lines = false)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > maxLength)
        {
            return $"{name} is too long: at most {maxLength} characters.";
        }

        return text.Any(letter => char.IsControl(letter) && !(lines && letter is '\n' or '\r' or '\t'))
            ? $"{name} must not contain control characters."
            : null;
    }
}
