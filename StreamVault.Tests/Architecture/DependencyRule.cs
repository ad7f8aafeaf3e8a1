using System.Text.RegularExpressions;
using StreamVault.Core.Library;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Architecture;

/// <summary>Who may know whom inside Core: what keeps a change in one room from breaking another.</summary>
public sealed class DependencyRule
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Events"] = [],
        ["Hls"] = [],
        ["TransportStreams"] = [],
        ["Storage"] = ["Library"],
        ["Library"] = ["Events", "Persistence", "Recording", "Storage"],
        ["Originals"] = ["Events", "Library", "Persistence", "Storage"],
        ["Adoption"] = ["Events", "Integrity", "Library", "Persistence", "Storage", "Uploads"],
        ["Keys"] = ["Library", "Storage"],
        ["Secrets"] = ["Storage"],
        ["Accounts"] = ["Events", "Persistence", "Secrets", "Storage", "Throttling"],
        ["Tokens"] = ["Events", "Library", "Persistence", "Secrets", "Storage", "Throttling"],
        ["Jobs"] = ["Events", "Library", "Persistence", "Settings", "Storage"],
        ["Encoding"] =
        [
            "Events",
            "Hls",
            "Integrity",
            "Jobs",
            "Keys",
            "Library",
            "Originals",
            "Persistence",
            "Recording",
            "Settings",
            "Storage",
            "TransportStreams",
        ],
        ["Uploads"] = ["Encoding", "Events", "Integrity", "Jobs", "Library", "Persistence", "Recording", "Storage"],
        ["Imports"] = ["Encoding", "Events", "Library", "Persistence", "Settings", "Storage", "Uploads"],
        ["Exports"] = ["Encoding", "Integrity", "Library", "Storage"],
        ["Recording"] = [],
        ["Settings"] = [],
        ["Background"] = ["Events", "Jobs", "Library", "Persistence", "Settings"],
        ["Integrity"] =
        [
            "Background",
            "Events",
            "Hls",
            "Jobs",
            "Keys",
            "Library",
            "Originals",
            "Persistence",
            "Recording",
            "Storage",
            "Tokens",
        ],
        ["Throttling"] = [],
        // The context names every entity; the entities know nothing of it.
        ["Persistence"] =
        [
            "Accounts",
            "Background",
            "Integrity",
            "Jobs",
            "Library",
            "Originals",
            "Recording",
            "Secrets",
            "Storage",
            "Tokens",
            "Uploads",
        ],
    };

    private static readonly string Core = Path.Combine(Repository.Root, "StreamVault.Core");

    public static TheoryData<string> Rooms =>
        [
            .. Directory
                .EnumerateDirectories(Core)
                .Select(folder => Path.GetFileName(folder)!)
                .Where(name => name is not ("bin" or "obj")),
        ];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_of_Core_uses_only_the_rooms_it_may_know(string room)
    {
        MayUse.Should().ContainKey(room, "every room of Core has its place in the rule");

        var used = Sources(Path.Combine(Core, room)).SelectMany(RoomsNamedIn).Distinct().Except([room]);

        used.Should().BeSubsetOf(MayUse[room], "StreamVault.Core.{0} may know no other room", room);
    }

    [Fact]
    public void Core_knows_neither_the_web_nor_HTTP()
    {
        var known = typeof(Video).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        known
            .Where(name => name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal))
            .Should()
            .OnlyContain(name => name.Contains("Identity") || name.Contains("Cryptography"));
        known.Should().NotContain("StreamVault.Web");
    }

    [Theory]
    [InlineData("StreamVault.Core")]
    [InlineData("StreamVault.Web")]
    [InlineData("StreamVault.Tests")]
    public void A_namespace_is_its_folder(string project)
    {
        var folder = Path.Combine(Repository.Root, project);
        foreach (var file in Sources(folder))
        {
            var place = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace('/', '.');
            var declared = Regex.Match(File.ReadAllText(file), @"^namespace ([\w.]+)", RegexOptions.Multiline);
            if (declared.Success)
            {
                declared.Groups[1].Value.Should().Be(place, "that is where {0} lies", file);
            }
        }
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Regex.IsMatch(Path.GetRelativePath(folder, file), @"(^|/)(bin|obj|node_modules)/"));

    // "using StreamVault.Core.Jobs", "StreamVault.Core.Jobs.JobId" and "Jobs.JobId", but not in a comment.
    private static IEnumerable<string> RoomsNamedIn(string file) =>
        File.ReadLines(file)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => Named.Matches(line))
            .Select(match => match.Groups["room"].Value);

    private static readonly Regex Named = new(
        $@"(?:StreamVault\.Core\.(?<room>\w+)|(?<![\w.])(?<room>{string.Join('|', MayUse.Keys)})\.(?:{string.Join('|', TypesOfCore())})\b)",
        RegexOptions.Compiled
    );

    private static IEnumerable<string> TypesOfCore() =>
        typeof(Video).Assembly.GetTypes().Select(type => type.Name).Where(name => Regex.IsMatch(name, @"^\w+$"));
}
