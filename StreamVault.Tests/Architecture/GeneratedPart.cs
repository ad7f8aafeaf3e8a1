using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Architecture;

/// <summary>
/// A generated part of a Markdown file, between two comments. With the environment variable <c>UPDATE_DOCS=1</c>, a
/// comparison updates the part instead of failing.
/// </summary>
internal sealed class GeneratedPart
{
    private readonly string _file;
    private readonly string _path;
    private readonly string _before;
    private readonly string _after;

    private GeneratedPart(string file, string name)
    {
        _file = file;
        _path = Path.Combine(Repository.Root, file);
        var (begin, end) = ($"<!-- generated: {name} -->\n\n", $"\n<!-- end: {name} -->");
        var text = File.ReadAllText(_path);
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        (from, to).Should().Match<(int From, int To)>(at => at.From >= 0 && at.To >= 0, "{0} marks {1}", file, name);
        _before = text[..(from + begin.Length)];
        Text = text[_before.Length..to];
        _after = text[to..];
    }

    /// <summary>The text between the comments.</summary>
    public string Text { get; }

    /// <param name="file">The file's path, relative to the repository root.</param>
    /// <param name="name">The name in the comments around the part.</param>
    public static GeneratedPart Of(string file, string name) => new(file, name);

    /// <summary>Fails if the part is outdated, or updates it.</summary>
    public void ShouldBe(string current)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(_path, _before + current + _after);
            return;
        }

        Text.Should()
            .Be(current, "{0} is generated: run the tests in StreamVault.Tests/Architecture with UPDATE_DOCS=1", _file);
    }
}
