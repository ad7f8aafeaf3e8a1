using System.Text.RegularExpressions;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Architecture;

/// <summary>Texts for people don't use phrases that have to be read twice.</summary>
public sealed partial class WordingTests
{
    [Fact]
    public void No_text_uses_a_phrase_that_is_hard_to_understand()
    {
        var found =
            from project in (string[])["StreamVault.Core", "StreamVault.Web"]
            from file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, project),
                "*.*",
                SearchOption.AllDirectories
            )
            where IsSource(file)
            from line in File.ReadLines(file).Index()
            where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && Riddle().IsMatch(line.Item)
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}: {line.Item.Trim()}";

        found.Should().BeEmpty();
    }

    private static bool IsSource(string file) =>
        Path.GetExtension(file) is ".cs" or ".razor"
        && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains("node_modules", StringComparison.Ordinal);

    // "X names no album" · "X, which is no video" · "an id that is no video" · "the disk of the vault" · "work under way"
    [GeneratedRegex(
        @"\bnames (?:no|a smart|this)\b|\b(?:which|that) is no (?!longer)|disk of the vault|under way",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Riddle();
}
