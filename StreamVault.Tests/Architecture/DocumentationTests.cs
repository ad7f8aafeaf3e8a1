using System.Text.Json;
using System.Text.RegularExpressions;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Uploads;

namespace StreamVault.Tests.Architecture;

/// <summary>The documentation agrees with the repository.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] _pages =
    [
        .. Directory
            .EnumerateFiles(Repository.Root, "*.md")
            .Concat(
                Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            )
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_relative_link_leads_to_a_file_and_a_heading()
    {
        var broken =
            from page in _pages
            from link in Link()
                .Matches(WithoutCode(File.ReadAllText(page)))
                .Select(match => match.Groups["target"].Value)
            where !link.Contains(':') && !Exists(page, link)
            select $"{Path.GetRelativePath(Repository.Root, page)}: {link}";

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Every_linked_file_exists()
    {
        var missing =
            from page in _pages
            where Path.GetFileName(page) != "CHANGELOG.md"
            from path in NamedFile().Matches(File.ReadAllText(page)).Select(match => match.Groups["path"].Value)
            where !Path.Exists(Path.Combine(Repository.Root, path))
            select $"{Path.GetRelativePath(Repository.Root, page)}: {path}";

        missing.Should().BeEmpty();
    }

    [Fact]
    public void Every_page_can_be_reached_from_the_README()
    {
        var reached = new HashSet<string>();
        Follow(Path.Combine(Repository.Root, "README.md"), reached);

        _pages.Should().BeSubsetOf(reached);
    }

    [Fact]
    public void The_README_is_short() =>
        File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).Should().HaveCountLessThanOrEqualTo(150);

    [Fact]
    public void The_encoding_page_describes_every_profile() =>
        FirstCell()
            .Matches(Section(File.ReadAllText(Path.Combine(Repository.Root, "docs/encoding.md")), "Profiles"))
            .Select(row => row.Groups["name"].Value)
            .Should()
            .BeEquivalentTo(Enum.GetNames<EncodingProfile>());

    [Fact]
    public void The_uploads_page_describes_every_field()
    {
        var described = FirstCell()
            .Matches(Section(File.ReadAllText(Path.Combine(Repository.Root, "docs/uploads.md")), "From programs"))
            .Select(row => row.Groups["name"].Value);
        var fields = typeof(UploadForm)
            .GetProperties()
            .Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name));

        described.Should().BeEquivalentTo([.. fields, "filename", "filetype"]);
    }

    [Fact]
    public void Everything_that_the_Dockerfile_copies_exists_and_reaches_the_build()
    {
        var copied = CopyLine()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile")))
            .SelectMany(line => line.Groups["sources"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var sent = File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore"))
            .Where(line => line.StartsWith('!'))
            .Select(line => new Regex($"^{Regex.Escape(line[1..]).Replace(@"\*", "[^/]*")}(/|$)"))
            .ToList();

        copied.Should().NotBeEmpty();
        copied.Should().OnlyContain(path => Path.Exists(Path.Combine(Repository.Root, path)));
        copied.Should().OnlyContain(path => sent.Any(rule => rule.IsMatch(path)));
    }

    private static string Section(string text, string heading) =>
        text.Split("\n## ").Single(part => part.StartsWith(heading));

    private static void Follow(string page, HashSet<string> reached)
    {
        if (!reached.Add(page) || !page.EndsWith(".md", StringComparison.Ordinal))
        {
            return;
        }

        foreach (Match match in Link().Matches(WithoutCode(File.ReadAllText(page))))
        {
            var file = FileOf(page, match.Groups["target"].Value);
            if (File.Exists(file))
            {
                Follow(file, reached);
            }
        }
    }

    private static bool Exists(string page, string link)
    {
        var file = FileOf(page, link);
        return Path.Exists(file)
            && (link.Split('#') is not [_, var anchor] || Anchors(File.ReadAllText(file)).Contains(anchor));
    }

    private static string FileOf(string page, string link) =>
        link.Split('#')[0] is { Length: > 0 } path
            ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path))
            : page;

    // GitHub's anchors are lower case, without punctuation, and with hyphens for spaces.
    private static IEnumerable<string> Anchors(string text) =>
        Heading()
            .Matches(WithoutCode(text))
            .Select(heading => heading.Groups["text"].Value.ToLowerInvariant())
            .Select(heading => Punctuation().Replace(heading, "").Replace(' ', '-'));

    // Comments in shell blocks look like headings.
    private static string WithoutCode(string text) => CodeBlock().Replace(text, "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w./~<-])(?<path>(StreamVault\.\w+|script|docs|\.github)/[\w./-]*[\w/])")]
    private static partial Regex NamedFile();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^#+ (?<text>.*?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"^COPY (?!--)(?<sources>.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex CopyLine();
}
