using System.Globalization;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Architecture;

/// <summary>Describes the projects from their code: the folder graph, and the size of files and methods.</summary>
internal static class DependencyDiagram
{
    private static readonly System.Reflection.Assembly[] Projects = [typeof(Video).Assembly, typeof(Program).Assembly];

    /// <summary>Returns the content of <c>docs/dependencies.md</c>.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("# Dependencies between folders\n\n");
        text.Append(
            "Generated from the compiled code by `script/dependencies`. An arrow points to a folder that is used. "
        );
        text.Append("Arrows that follow\nfrom others are left out.\n");
        foreach (var project in Projects)
        {
            var graph = FolderGraph.Of(project);
            var ids = graph.Folders.Select((folder, index) => (folder, id: $"f{index}")).ToDictionary();
            text.Append(CultureInfo.InvariantCulture, $"\n## {project.GetName().Name}\n\n```mermaid\nflowchart TD\n");
            foreach (var (folder, id) in ids)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {id}[\"{folder}\"]\n");
            }

            foreach (var (user, used) in graph.Reduced())
            {
                text.Append(CultureInfo.InvariantCulture, $"  {ids[user]} --> {ids[used]}\n");
            }

            text.Append("```\n");
        }

        return text.ToString();
    }

    /// <summary>Returns files per folder, file lengths, lines of code and the longest method of each project.</summary>
    public static string Figures()
    {
        var text = new StringBuilder();
        foreach (var project in Projects)
        {
            var root = Path.Combine(Repository.Root, project.GetName().Name!);
            var files = DependencyTests.Sources(root).ToList();
            var lengths = files.Select(file => File.ReadLines(file).Count()).Order().ToList();
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{project.GetName().Name}: {files.Count} files, {lengths.Sum()} lines; file length: median {lengths[lengths.Count / 2]}, 90th percentile {lengths[lengths.Count * 9 / 10]}"
            );
            text.AppendLine(CultureInfo.InvariantCulture, $"  longest method: {LongestMethod(project)}");
            foreach (
                var folder in files
                    .GroupBy(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!))
                    .OrderBy(folder => folder.Key, StringComparer.Ordinal)
            )
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {folder.Count(), 3} {folder.Key}");
            }
        }

        return text.ToString();
    }

    // Counts from the first to the last line with debug symbols. An async method's code is in a nested type.
    private static string LongestMethod(System.Reflection.Assembly project)
    {
        using var module = ModuleDefinition.ReadModule(
            project.Location,
            new ReaderParameters { ReadSymbols = true, SymbolReaderProvider = new PortablePdbReaderProvider() }
        );
        var longest = module
            .GetTypes()
            .SelectMany(type => type.Methods)
            .Select(method =>
                (Method: method, Points: method.DebugInformation.SequencePoints.Where(IsWritten).ToList())
            )
            .Where(method => method.Points.Count > 0)
            .Select(method =>
                (
                    Lines: method.Points.Max(point => point.EndLine) - method.Points.Min(point => point.StartLine) + 1,
                    method
                )
            )
            .MaxBy(method => method.Lines);
        var start = longest.method.Points.MinBy(point => point.StartLine)!;
        return $"{longest.Lines} lines, {Path.GetRelativePath(Repository.Root, start.Document.Url)}:{start.StartLine}";
    }

    private static bool IsWritten(SequencePoint point) =>
        !point.IsHidden
        && point.Document.Url.EndsWith(".cs", StringComparison.Ordinal)
        && !point.Document.Url.Contains("/obj/", StringComparison.Ordinal)
        && !point.Document.Url.Contains("/Migrations/", StringComparison.Ordinal);
}
