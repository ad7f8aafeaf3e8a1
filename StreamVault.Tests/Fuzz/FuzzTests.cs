using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Fuzz;

/// <summary>Damaged files must not harm the server. script/lab/fuzz tests many more of them.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class FuzzTests
{
    /// <summary>The environment variable with the folder of the files from script/lab/fuzz.</summary>
    public const string FolderVariable = "STREAMVAULT_FUZZ";

    private static readonly (string Extension, string Codec, string AudioCodec)[] Formats =
    [
        ("mp4", "libx264", "aac"),
        ("mkv", "mpeg4", "flac"),
        ("ts", "mpeg2video", "mp2"),
        ("avi", "mpeg4", "pcm_s16le"),
        ("webm", "libvpx", "libopus"),
    ];

    [Fact]
    public async Task Damaged_files_cause_no_server_error_and_leave_nothing_behind()
    {
        await using var vault = await FuzzedVault.OpenAsync();

        await foreach (var file in DamagedFilesAsync())
        {
            await vault.ProcessAsync(file);
            // Written after every file, so that a stopped run still has results.
            Directory.CreateDirectory(Repository.Artifacts);
            await File.WriteAllLinesAsync(
                Path.Combine(Repository.Artifacts, "fuzz.txt"),
                vault.Outcomes.Select(outcome => $"{outcome.Value.Count, 6}  {outcome.Key}{FilesIfFew(outcome.Value)}")
            );
        }

        await vault.AssertNothingIsLeftAsync();
        vault
            .Outcomes.Keys.Should()
            .NotContain(outcome => outcome.StartsWith("failed: FFmpeg"), "a file that can be decoded can be packaged");
        if (Environment.GetEnvironmentVariable(FolderVariable) is null)
        {
            vault
                .Outcomes.Keys.Should()
                .Contain(outcome => outcome.StartsWith("ready"), "some files are still playable");
        }
    }

    // Only rare outcomes are worth investigating.
    private static string FilesIfFew(List<string> files) => files.Count > 20 ? "" : $" ({string.Join(", ", files)})";

    /// <summary>The files from script/lab/fuzz, or a few generated ones.</summary>
    private static async IAsyncEnumerable<string> DamagedFilesAsync()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
        {
            foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                yield return file;
            }

            yield break;
        }

        foreach (var (extension, codec, sound) in Formats)
        {
            var whole = await File.ReadAllBytesAsync(await TinyAsync(extension, codec, sound));
            yield return Clips.Write($"random-bytes.{extension}", WithRandomBytes(whole));
            yield return Clips.Write($"zeroed.{extension}", WithZeroedRange(whole));
            yield return Clips.Write($"swapped.{extension}", WithSwappedThirds(whole));
        }
    }

    /// <summary>A clip of 1.5 seconds with audio.</summary>
    private static Task<string> TinyAsync(string extension, string codec, string sound) =>
        Clips.MakeAsync(
            $"tiny.{extension}",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=1.5", "-f", "lavfi", "-i", "sine=d=1.5"],
                .. (string[])["-c:v", codec, "-g", "12", "-pix_fmt", "yuv420p", "-c:a", sound],
            ]
        );

    // Replaces one byte in 200.
    private static byte[] WithRandomBytes(byte[] whole)
    {
        var (damaged, random) = (whole.ToArray(), new Random(7));
        for (var i = 0; i < whole.Length / 200; i++)
        {
            damaged[random.Next(64, whole.Length)] = (byte)random.Next(256);
        }

        return damaged;
    }

    private static byte[] WithZeroedRange(byte[] whole)
    {
        var damaged = whole.ToArray();
        damaged.AsSpan(whole.Length / 2, whole.Length / 10).Clear();
        return damaged;
    }

    private static byte[] WithSwappedThirds(byte[] whole)
    {
        var third = whole.Length / 3;
        return [.. whole[..third], .. whole[(2 * third)..], .. whole[third..(2 * third)]];
    }
}
