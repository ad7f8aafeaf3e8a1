using Microsoft.Data.Sqlite;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Commands;

/// <summary>The import command on a vault whose server is stopped.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ImportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImportCommandTests() => EmptyDatabase.CopyTo(new VaultStorage(DataPath));

    public void Dispose() => _folder.Dispose();

    private string DataPath => _folder.At("vault");

    [Fact]
    public async Task Imports_folders_recursively_and_continues_after_a_bad_file()
    {
        Directory.CreateDirectory(_folder.At("camera", "2025"));
        File.Copy(await Clips.SmallAsync(), _folder.At("camera", "2025", "a.mp4"));
        File.Copy(await Clips.MakeAsync(new Clip(Seconds: 3)), _folder.At("camera", "c.mp4"));
        await File.WriteAllTextAsync(_folder.At("camera", "b.mp4"), "Dear diary, this is no video at all.");
        await File.WriteAllTextAsync(_folder.At("camera", "d.mp4.part"), "half of one");
        await File.WriteAllTextAsync(_folder.At("camera", "a.srt"), "subtitles");

        var import = await ImportAsync(_folder.At("camera"), _folder.At("missing.mp4"));

        import.ExitCode.Should().Be(1);
        import.Output.Should().Contain("2 files imported").And.Contain("They will be prepared when the server starts.");
        import.Output.Should().Contain("1 not imported, 1 other file skipped.");
        import.Error.Should().NotContain("a.srt");
        import.Error.Should().Contain("b.mp4: not imported. This file isn't a video");
        import.Error.Should().Contain("missing.mp4: There is no such file or folder.");
        Directory.GetFiles(_folder.At("camera"), "*", SearchOption.AllDirectories).Should().HaveCount(5);
        Directory.GetFiles(Path.Combine(DataPath, "uploads"), "*.part").Should().BeEmpty();
        (await TitlesAsync()).Should().BeEquivalentTo("a", "c");
    }

    [Fact]
    public async Task Skips_known_videos_so_that_an_interrupted_import_can_be_repeated()
    {
        Directory.CreateDirectory(_folder.At("camera"));
        File.Copy(await Clips.SmallAsync(), _folder.At("camera", "a.mp4"));
        (await ImportAsync(_folder.At("camera"))).Succeeded();
        File.Copy(await Clips.MakeAsync(new Clip(Seconds: 3)), _folder.At("camera", "b.mp4"));

        var again = (await ImportAsync(_folder.At("camera"))).Succeeded();

        again.Output.Should().Contain("a.mp4: already in the vault as").And.Contain("1 file imported");
        (await TitlesAsync()).Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public async Task A_full_disk_is_reported_with_the_numbers_and_leaves_nothing()
    {
        // More than any disk has.
        var import = await CommandRun.WithSettingsAsync(
            DataPath,
            [("StreamVault__Uploads__ReserveBytes", (1L << 60).ToString("D", null))],
            "import",
            await Clips.SmallAsync()
        );

        import.ExitCode.Should().Be(1);
        import.Error.Should().MatchRegex("Not enough disk space: [0-9.]+ [kMGT]B needed, [0-9.]+ [kMGT]B free");
        Directory.GetFiles(Path.Combine(DataPath, "uploads")).Should().BeEmpty();
    }

    // On a Mac, script takes other arguments.
    [ProgramFact("script", linuxOnly: true)]
    public async Task Shows_the_progress_of_each_file_and_in_total_on_a_terminal()
    {
        var clip = await Clips.SmallAsync();

        var import = await RunProgram.Async(
            "script",
            "--quiet",
            "--return",
            "--command",
            $"env StreamVault__DataPath='{DataPath}' dotnet '{CommandRun.Program}' import '{clip}'",
            "/dev/null"
        );

        import
            .Succeeded()
            .Output.Should()
            .MatchRegex(@"\[1/1\] .*\.mp4: [0-9]+ %, all [0-9]+ %")
            .And.Contain("1 file imported");
    }

    private Task<ProgramResult> ImportAsync(params string[] paths) =>
        CommandRun.OnAsync(DataPath, ["import", .. paths]);

    private async Task<IEnumerable<string?>> TitlesAsync()
    {
        var videos = await CommandRun.ListAsync(DataPath);
        (await QueuedJobsAsync()).Should().Be(videos.Length);
        return videos.Select(video => video.GetProperty("title").GetString());
    }

    private async Task<long> QueuedJobsAsync()
    {
        await using var connection = new SqliteConnection(
            $"Data Source={new VaultStorage(DataPath).DatabasePath};Mode=ReadOnly;Pooling=False"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM encoding_jobs WHERE status = 'queued'";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
