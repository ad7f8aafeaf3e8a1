using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Fuzz;

/// <summary>Damaged files harm nothing. script/lab/fuzz feeds many more of them.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class FuzzTests
{
    /// <summary>Names the folder of files that script/lab/fuzz made.</summary>
    public const string FolderVariable = "STREAMVAULT_FUZZ";

    private static readonly (string Extension, string Codec, string Sound)[] Kinds =
    [
        ("mp4", "libx264", "aac"),
        ("mkv", "mpeg4", "flac"),
        ("ts", "mpeg2video", "mp2"),
        ("avi", "mpeg4", "pcm_s16le"),
        ("webm", "libvpx", "libopus"),
    ];

    [Fact]
    public async Task A_damaged_file_harms_nothing_and_leaves_nothing_behind()
    {
        await using var vault = await FuzzedVault.OpenAsync();

        await foreach (var file in DamagedFilesAsync())
        {
            await vault.FeedAsync(file);
            // Written at once: a run that is stopped still tells how far it came.
            Directory.CreateDirectory(Repository.Artifacts);
            await File.WriteAllLinesAsync(
                Path.Combine(Repository.Artifacts, "fuzz.txt"),
                vault.Outcomes.Select(outcome => $"{outcome.Value.Count, 6}  {outcome.Key}{Few(outcome.Value)}")
            );
        }

        await vault.AssertNothingIsLeftAsync();
        vault
            .Outcomes.Keys.Should()
            .NotContain(outcome => outcome.StartsWith("failed: FFmpeg"), "what can be decoded can be packaged");
        if (Environment.GetEnvironmentVariable(FolderVariable) is null)
        {
            vault.Outcomes.Keys.Should().Contain(outcome => outcome.StartsWith("ready"), "some can be saved");
        }
    }

    // What is rare is what somebody wants to look at.
    private static string Few(List<string> files) => files.Count > 20 ? "" : $" ({string.Join(", ", files)})";

    /// <summary>The files of script/lab/fuzz, or a few of our own.</summary>
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

        foreach (var (extension, codec, sound) in Kinds)
        {
            var whole = await File.ReadAllBytesAsync(await TinyAsync(extension, codec, sound));
            yield return Clips.Write($"sprinkled.{extension}", Sprinkled(whole));
            yield return Clips.Write($"holed.{extension}", Holed(whole));
            yield return Clips.Write($"shuffled.{extension}", Shuffled(whole));
        }
    }

    /// <summary>A second and a half with sound.</summary>
    private static Task<string> TinyAsync(string extension, string codec, string sound) =>
        Clips.MakeAsync(
            $"tiny.{extension}",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=1.5", "-f", "lavfi", "-i", "sine=d=1.5"],
                .. (string[])["-c:v", codec, "-g", "12", "-pix_fmt", "yuv420p", "-c:a", sound],
            ]
        );

    // One byte in two hundred.
    private static byte[] Sprinkled(byte[] whole)
    {
        var (damaged, random) = (whole.ToArray(), new Random(7));
        for (var i = 0; i < whole.Length / 200; i++)
        {
            damaged[random.Next(64, whole.Length)] = (byte)random.Next(256);
        }

        return damaged;
    }

    private static byte[] Holed(byte[] whole)
    {
        var damaged = whole.ToArray();
        damaged.AsSpan(whole.Length / 2, whole.Length / 10).Clear();
        return damaged;
    }

    private static byte[] Shuffled(byte[] whole)
    {
        var third = whole.Length / 3;
        return [.. whole[..third], .. whole[(2 * third)..], .. whole[third..(2 * third)]];
    }
}
