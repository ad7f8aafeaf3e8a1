using System.Text.Json;
using StreamVault.Core.Media;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Planning;

/// <summary>Reports that FFprobe wrote about generated clips, without the parts that are not read.</summary>
internal static class RecordedReports
{
    private static readonly Lazy<Dictionary<string, JsonElement>> All = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            File.ReadAllText(
                Path.Combine(Repository.Root, "StreamVault.Tests", "Encoding", "Planning", "recorded-reports.json")
            )
        )!
    );

    /// <summary>Reads the report about a clip as the server does.</summary>
    /// <param name="name">A name in <c>recorded-reports.json</c>.</param>
    public static SourceMedia Read(string name) =>
        SourceReader
            .Read(FfprobeReport.Parse(All.Value[name].GetRawText()), "")
            .Should()
            .BeOfType<ProbeOutcome.Playable>()
            .Which.Media;
}
