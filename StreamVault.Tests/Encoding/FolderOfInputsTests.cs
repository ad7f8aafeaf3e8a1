using System.Globalization;
using System.Security.Cryptography;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>
/// Encodes every file below the folders that <c>STREAMVAULT_INPUTS</c> names, separated as in PATH, and writes a table
/// of the results to the file that <c>STREAMVAULT_REPORT</c> names.
/// </summary>
public sealed class FolderOfInputsTests
{
    [InputsFact]
    public async Task Originals_are_kept_unless_the_result_is_complete()
    {
        await using var vault = await EncodingVault.OpenAsync(("Encoding:SegmentDuration", "00:00:02"));
        await vault.StartAsync();
        var table = new List<string> { "input\tresult\toriginal\twords" };
        foreach (var path in InputsFactAttribute.Files)
        {
            table.Add($"{Path.GetFileName(path)}\t{await LineAsync(vault, path)}");
            if (Environment.GetEnvironmentVariable("STREAMVAULT_REPORT") is { } report)
            {
                await File.WriteAllLinesAsync(report, table);
            }
        }
    }

    private static async Task<string> LineAsync(EncodingVault vault, string path)
    {
        var id = await vault.AcceptAsync(path);
        var job = await vault.EndOfAsync(id);
        if (job.Status == JobStatus.Failed)
        {
            File.Exists(vault.Storage.SourcePath(id)).Should().BeTrue("{0} is kept for another attempt", path);
            return $"failed\tkept\t{job.ErrorMessage}";
        }

        await Until.TrueAsync(() => !File.Exists(vault.Storage.SourcePath(id)));
        var video = await vault.VideoAsync(id);
        var original = vault.Storage.OriginalPath(id);
        File.Exists(original).Should().Be(video.OriginalBytes is not null);
        if (video.Warning is not null)
        {
            (await HashAsync(original)).Should().Equal(await HashAsync(path), "{0} did not come over whole", path);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(video.Warning is null ? "whole" : "warning")}\t{(video.OriginalBytes is null ? "deleted" : "kept")}\t{video.Warning ?? video.OriginalNote}"
        );
    }

    private static async Task<byte[]> HashAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return await SHA256.HashDataAsync(file);
    }
}

/// <summary>A test that needs a folder of inputs and is skipped without one.</summary>
public sealed class InputsFactAttribute : FactAttribute
{
    public InputsFactAttribute() =>
        Skip = Files.Count == 0 ? "STREAMVAULT_INPUTS is not set to a folder with files" : null;

    /// <summary>All files of the folders, in order.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. (Environment.GetEnvironmentVariable("STREAMVAULT_INPUTS") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal),
    ];
}
