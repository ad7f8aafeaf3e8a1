using StreamVault.Core.Entities;
using StreamVault.Core.Tags;

namespace StreamVault.Web.Tags;

/// <summary>Checks lists of tags and people in requests.</summary>
internal static class TagNames
{
    /// <summary>The maximum number of names in one request.</summary>
    public const int MaxCount = 200;

    /// <summary>What a name must be.</summary>
    public static readonly string Rule =
        $"must have 1 to {Tag.MaxNameLength} characters, with a letter or a digit, and no control characters";

    /// <summary>Reads a list of names.</summary>
    /// <param name="field">The name of the field in the request.</param>
    /// <param name="names">The names as sent; null if the field was omitted.</param>
    /// <param name="read">The names without surrounding spaces and repetitions; null if the field was omitted.</param>
    /// <returns>Why a name is invalid, as a sentence that starts with the field's name; null if all are valid.</returns>
    public static string? Fault(string field, IReadOnlyList<string?>? names, out IReadOnlyList<string>? read)
    {
        read = null;
        if (names is null)
        {
            return null;
        }

        if (names.Count > MaxCount)
        {
            return $"{field} must contain at most {MaxCount} names.";
        }

        var valid = new List<string>(names.Count);
        foreach (var text in names)
        {
            if (!TagName.TryRead(text, out var name))
            {
                return $"{field} contains an invalid name. Each name {Rule}.";
            }

            valid.Add(name);
        }

        read = [.. valid.Distinct(StringComparer.OrdinalIgnoreCase)];
        return null;
    }
}
