using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Architecture;

public sealed class DependencyDiagramTests
{
    private static readonly string Diagram = Path.Combine(Repository.Root, "docs", "dependencies.md");

    [Fact]
    public void The_dependency_diagram_is_up_to_date()
    {
        // Set by script/dependencies.
        if (Environment.GetEnvironmentVariable("WRITE_DEPENDENCIES") == "1")
        {
            File.WriteAllText(Diagram, DependencyDiagram.Markdown());
            Directory.CreateDirectory(Repository.Artifacts);
            File.WriteAllText(Path.Combine(Repository.Artifacts, "figures.txt"), DependencyDiagram.Figures());
        }

        File.Exists(Diagram).Should().BeTrue("script/dependencies creates it");
        File.ReadAllText(Diagram).Should().Be(DependencyDiagram.Markdown(), "run script/dependencies to update it");
    }
}
