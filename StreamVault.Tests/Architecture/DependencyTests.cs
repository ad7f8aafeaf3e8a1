using System.Text.RegularExpressions;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Architecture;

/// <summary>The folders of Core and Web form layers without cycles, so a change only affects layers above.</summary>
public sealed class DependencyTests
{
    private static readonly FolderGraph Core = FolderGraph.Of(typeof(Video).Assembly);
    private static readonly FolderGraph Web = FolderGraph.Of(typeof(Program).Assembly);

    [Fact]
    public void The_folders_of_Core_form_no_cycle() => HasNoCycle(Core);

    [Fact]
    public void The_folders_of_Web_form_no_cycle() => HasNoCycle(Web);

    [Fact]
    public void No_folder_of_Core_uses_a_folder_of_its_own_layer_or_above() => FollowsLayers(Core, Layers.OfCore);

    [Fact]
    public void No_folder_of_Web_uses_a_folder_of_its_own_layer_or_above() => FollowsLayers(Web, Layers.OfWeb);

    [Fact]
    public void Core_does_not_depend_on_the_web()
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
    public void A_namespace_matches_its_folder(string project)
    {
        var folder = Path.Combine(Repository.Root, project);
        foreach (var file in Sources(folder))
        {
            var expected = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Replace('/', '.');
            var declared = Regex.Match(File.ReadAllText(file), @"^namespace ([\w.]+)", RegexOptions.Multiline);
            if (declared.Success)
            {
                declared.Groups[1].Value.Should().Be(expected, "that is the folder of {0}", file);
            }
        }
    }

    [Theory]
    [InlineData("StreamVault.Core")]
    [InlineData("StreamVault.Web")]
    public void No_folder_contains_more_than_40_files(string project) =>
        Sources(Path.Combine(Repository.Root, project))
            .GroupBy(file => Path.GetDirectoryName(file)!)
            .Where(folder => folder.Count() > 40)
            .Select(folder => $"{folder.Key}: {folder.Count()}")
            .Should()
            .BeEmpty();

    private static void HasNoCycle(FolderGraph project) =>
        project.Cycle().Should().BeNull("the cycle is {0}", string.Join(" → ", project.Cycle() ?? []));

    private static void FollowsLayers(FolderGraph project, IReadOnlyList<string[]> layers)
    {
        var layerOf = layers
            .SelectMany((folders, layer) => folders.Select(folder => (folder, layer)))
            .ToDictionary(pair => pair.folder, pair => pair.layer);
        layerOf.Keys.Should().BeEquivalentTo(project.Folders, "every folder has its layer");

        var wrong =
            from folder in project.Folders
            from used in project.UsedBy(folder)
            where layerOf[used.Key] >= layerOf[folder]
            select $"{folder} → {used.Key} ({used.Value})";

        wrong.Should().BeEmpty();
    }

    internal static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file =>
                file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
            )
            .Where(file => !Regex.IsMatch(Path.GetRelativePath(folder, file), @"(^|/)(bin|obj|node_modules)/"));
}
