using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Integrity;
using StreamVault.Core.Originals;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Imports;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Integrity;

/// <summary>Startup with files that have no row, and rows that have no files.</summary>
public sealed class StartupReconcilerTests : IAsyncLifetime
{
    private static readonly VideoId Unknown = VideoId.New(DateTimeOffset.UnixEpoch);
    private EncodingVault _vault = null!;

    private VaultStorage Storage => _vault.Storage;

    public async Task InitializeAsync() => _vault = await EncodingVault.OpenAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task Quarantines_everything_that_has_no_row_under_one_entry_and_deletes_nothing()
    {
        string[] paths =
        [
            Storage.SourcePath(Unknown),
            Storage.OriginalPath(Unknown),
            Storage.KeyPath(Unknown),
            Storage.ImportPath(Unknown),
            Storage.PartialUploadPath(Unknown.Value),
            Path.Combine(Storage.VideoFolder(Unknown), "1080p_000.ts"),
        ];
        foreach (var path in paths)
        {
            Write(path, Path.GetFileName(path));
        }

        await RunAsync();

        paths.Should().OnlyContain(path => !File.Exists(path));
        var item = Quarantine().List().Should().ContainSingle().Which;
        item.Id.Should().Be($"{Unknown}");
        item.Kind.Should().Be(QuarantineKind.Video);
        Directory
            .EnumerateFiles(Storage.QuarantineFolder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "note.json")
            .Select(File.ReadAllText)
            .Should()
            .BeEquivalentTo(paths.Select(Path.GetFileName));
        _vault.Logs.Lines.Should().Contain(line => line.Message.Contains("moved to quarantine/" + Unknown));
    }

    [Fact]
    public async Task Removes_the_work_of_an_unknown_video_only_if_its_source_exists()
    {
        var alone = VideoId.New(DateTimeOffset.UnixEpoch);
        Write(Storage.SourcePath(Unknown), "source");
        foreach (var id in (VideoId[])[Unknown, alone])
        {
            Write(Path.Combine(Storage.AttemptFolder(id, Guid.NewGuid()), "c0000_1080p.ts"), $"{id}");
        }

        await RunAsync();

        Storage.VideosWithWork.Should().BeEmpty();
        Directory
            .EnumerateFiles(Storage.QuarantineFolder, "*.ts", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Should()
            .Equal($"{alone}");
        Quarantine().Find($"{alone}")!.Kind.Should().Be(QuarantineKind.Work);
    }

    [Fact]
    public async Task Skips_files_that_another_process_has_open()
    {
        var part = Storage.PartialUploadPath(Guid.NewGuid());
        Write(part, "half of a film");
        Write(Storage.SourcePath(Unknown), "accepted, but not committed");
        using (Hold(part))
        using (Hold(Storage.SourcePath(Unknown)))
        {
            await RunAsync();
            Quarantine().List().Should().BeEmpty();
        }

        await RunAsync();

        Quarantine().List().Should().HaveCount(2);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Keeps_files_with_a_row_and_unfinished_imports()
    {
        var waiting = await _vault.AcceptAsync(await Clips.SmallAsync());
        Write(Storage.ImportPath(Unknown), "moved in");
        Write(Storage.ImportNotePath(Unknown), "{}");

        var reconciler = await RunAsync();

        Quarantine().List().Should().BeEmpty();
        reconciler.Missing.Should().BeEmpty();
        File.Exists(Storage.SourcePath(waiting)).Should().BeTrue();
        File.Exists(Storage.ImportPath(Unknown)).Should().BeTrue();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Puts_quarantined_files_back_once_the_database_knows_them_again()
    {
        var id = await _vault.AcceptAsync(await Clips.SmallAsync());
        var source = await File.ReadAllBytesAsync(Storage.SourcePath(id));
        Write(Storage.KeyPath(id), "0123456789abcdef");
        Quarantine()
            .Take(
                $"{id}",
                "An older database was there.",
                [(Storage.SourcePath(id), "source"), (Storage.KeyPath(id), "key")]
            );

        var reconciler = await RunAsync();

        File.ReadAllBytes(Storage.SourcePath(id)).Should().Equal(source);
        File.ReadAllText(Storage.KeyPath(id)).Should().Be("0123456789abcdef");
        Quarantine().List().Should().BeEmpty();
        reconciler.Missing.Should().BeEmpty();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Reports_rows_whose_files_are_gone()
    {
        var id = await _vault.AcceptAsync(await Clips.SmallAsync());
        File.Delete(Storage.SourcePath(id));

        var reconciler = await RunAsync();

        reconciler.Missing.Should().ContainSingle().Which.Video.Should().Be(id);
        (await _vault.VideoAsync(id)).Status.Should().Be(VideoStatus.Pending, "the row stays");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Marks_a_ready_video_whose_files_are_gone_as_damaged()
    {
        var id = await _vault.AcceptAsync(await Clips.SmallAsync());
        File.Delete(Storage.SourcePath(id));
        await using (var database = await _vault.DatabaseAsync())
        {
            await database.Videos.ExecuteUpdateAsync(video => video.SetProperty(one => one.Status, VideoStatus.Ready));
        }

        await RunAsync();

        (await _vault.VideoAsync(id))
            .Damage!.Files.Should()
            .BeEquivalentTo([
                new DamagedFile("master.m3u8", DamageKind.Missing),
                new DamagedFile(DamageText.Key, DamageKind.Missing),
            ]);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task An_older_database_prepares_a_waiting_video_from_its_kept_original()
    {
        var clip = await Clips.SmallAsync();
        var id = await _vault.AcceptAsync(clip);
        await using (var database = await _vault.DatabaseAsync())
        {
            var hash = await VerifiedCopy.HashAsync(clip, CancellationToken.None);
            await database.Videos.ExecuteUpdateAsync(video => video.SetProperty(one => one.SourceSha256, hash));
        }

        Storage.KeepOriginal(id);

        var reconciler = await RunAsync();
        await _vault.StartAsync();
        var job = await _vault.EndOfAsync(id);
        await _vault.StopAsync();

        reconciler.Missing.Should().BeEmpty();
        job.Status.Should().Be(JobStatus.Completed, "{0}: {1}", job.ErrorMessage, job.ErrorLog);
        (await _vault.VideoAsync(id)).OriginalBytes.Should().Be(new FileInfo(clip).Length);
        File.Exists(Storage.OriginalPath(id)).Should().BeTrue("the policy is to delete uploads, not kept originals");
        File.Exists(Storage.SourcePath(id)).Should().BeFalse();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_second_upload_of_a_ready_video_goes_to_quarantine_and_never_replaces_the_original()
    {
        var id = await _vault.AcceptAsync(await Clips.SmallAsync());
        var original = await File.ReadAllBytesAsync(Storage.SourcePath(id));
        Storage.KeepOriginal(id);
        WritePublished(id);
        await RunAsync();
        Write(Storage.SourcePath(id), "half of it");

        Storage.KeepOriginal(id).Should().BeFalse();
        await _vault.Get<OriginalFiles>().RecoverAsync(_ => true, CancellationToken.None);
        await RunAsync();
        await RunAsync();

        File.ReadAllBytes(Storage.OriginalPath(id)).Should().Equal(original);
        File.Exists(Storage.SourcePath(id)).Should().BeFalse();
        var item = Quarantine().List().Should().ContainSingle().Which;
        File.ReadAllText(Path.Combine(Storage.QuarantineFolder, item.Id, "source")).Should().Be("half of it");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Keeps_the_file_whose_checksum_matches_the_upload()
    {
        var id = await _vault.AcceptAsync(await Clips.SmallAsync());
        var upload = await File.ReadAllBytesAsync(Storage.SourcePath(id));
        Storage.KeepOriginal(id);
        WritePublished(id);
        await RunAsync();
        File.Move(Storage.OriginalPath(id), Storage.SourcePath(id));
        Write(Storage.OriginalPath(id), "half of it");

        await _vault.Get<OriginalFiles>().RecoverAsync(_ => true, CancellationToken.None);
        await RunAsync();
        await RunAsync();

        File.ReadAllBytes(Storage.OriginalPath(id)).Should().Equal(upload);
        File.Exists(Storage.SourcePath(id)).Should().BeFalse();
        (await _vault.VideoAsync(id)).OriginalBytes.Should().Be(upload.Length);
        var item = Quarantine().List().Should().ContainSingle().Which;
        item.Reason.Should().Contain("does not match the checksum of the upload");
        File.ReadAllText(Path.Combine(Storage.QuarantineFolder, item.Id, "source")).Should().Be("half of it");
    }

    [Fact]
    public async Task A_new_database_takes_over_the_settings_that_were_chosen()
    {
        await _vault.Get<OriginalFiles>().ChooseAsync(OriginalsPolicy.Keep, CancellationToken.None);
        var settings = new ChosenSettings(_vault.Get<IDbContextFactory<StreamVaultDbContext>>(), Storage);
        await settings.SaveAsync(CancellationToken.None);
        await using var database = await _vault.DatabaseAsync();
        await database.OriginalsChoices.ExecuteDeleteAsync();

        await settings.RestoreAsync(CancellationToken.None);

        (await _vault.Get<OriginalFiles>().PolicyAsync(CancellationToken.None)).Should().Be(OriginalsPolicy.Keep);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Marks_a_complete_video_as_ready_that_is_waiting_in_an_older_database()
    {
        var id = await _vault.AcceptAsync(await Clips.SmallAsync());
        Storage.KeepOriginal(id);
        WritePublished(id);

        await RunAsync();

        var video = await _vault.VideoAsync(id);
        (video.Status, video.DurationSeconds).Should().Be((VideoStatus.Ready, 4.5));
        video.Qualities.Should().Equal("720p", "480p");
        video.OriginalBytes.Should().Be(new FileInfo(Storage.OriginalPath(id)).Length);
        (await _vault.JobAsync(id)).Status.Should().Be(JobStatus.Completed);
    }

    [OtherDiskFact]
    public async Task Leaves_files_where_they_are_if_the_quarantine_is_on_another_disk()
    {
        using var disk = OtherDisk.TryMake();
        Write(Storage.SourcePath(Unknown), "source");
        Directory.Delete(Storage.QuarantineFolder);
        Directory.CreateSymbolicLink(Storage.QuarantineFolder, disk!.FullName);

        await RunAsync();

        File.ReadAllText(Storage.SourcePath(Unknown)).Should().Be("source");
        _vault.Logs.Lines.Should().Contain(line => line.Message.Contains("can't be moved"));
    }

    private void WritePublished(VideoId id)
    {
        Write(
            Path.Combine(Storage.VideoFolder(id), "master.m3u8"),
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=2\n720p.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=1\n480p.m3u8\n"
        );
        foreach (var quality in (string[])["720p", "480p"])
        {
            Write(
                Path.Combine(Storage.VideoFolder(id), $"{quality}.m3u8"),
                $"#EXTM3U\n#EXTINF:4.000000,\n{quality}_000.ts\n#EXTINF:0.500000,\n{quality}_001.ts\n#EXT-X-ENDLIST\n"
            );
            Write(Path.Combine(Storage.VideoFolder(id), $"{quality}_000.ts"), "bytes");
            Write(Path.Combine(Storage.VideoFolder(id), $"{quality}_001.ts"), "bytes");
        }

        Write(Storage.KeyPath(id), "0123456789abcdef");
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    // A separate process, because the lock belongs to the process.
    private static HeldFile Hold(string path)
    {
        if (RunProgram.Find("flock") is null)
        {
            throw new InvalidOperationException("The test needs flock from util-linux.");
        }

        return new HeldFile(path);
    }

    private Quarantine Quarantine() =>
        new(Storage, _vault.Get<EventHub>(), TimeProvider.System, _vault.Logs.Of<Quarantine>());

    private async Task<StartupReconciler> RunAsync()
    {
        var reconciler = new StartupReconciler(
            _vault.Get<IDbContextFactory<StreamVaultDbContext>>(),
            Storage,
            Quarantine(),
            _vault.Get<VideoCheck>(),
            _vault.Logs.Of<StartupReconciler>()
        );
        await reconciler.RestoreQuarantinedAsync(CancellationToken.None);
        await reconciler.RunAsync(CancellationToken.None);
        return reconciler;
    }

    private sealed class HeldFile : IDisposable
    {
        private readonly Process _process;

        public HeldFile(string path)
        {
            _process = Process.Start(
                new ProcessStartInfo("flock", ["--shared", path, "sh", "-c", "echo held; exec cat"])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                }
            )!;
            _process.StandardOutput.ReadLine().Should().Be("held");
        }

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
