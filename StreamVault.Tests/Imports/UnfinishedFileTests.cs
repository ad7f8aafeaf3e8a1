using System.Diagnostics;
using System.Security.Cryptography;
using StreamVault.Core.Imports;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Imports;

/// <summary>Another process has a file open for writing and pauses in the middle of it.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class UnfinishedFileTests
{
    [Fact]
    public Task A_file_whose_writer_pauses_is_imported_once_it_is_complete() => ImportAsync(null);

    [OtherDiskFact]
    public async Task A_file_on_another_disk_whose_writer_pauses_is_imported_once_it_is_complete()
    {
        using var disk = OtherDisk.TryMake();
        await ImportAsync(disk!.FullName);
    }

    [Theory]
    [InlineData("Keep")]
    [InlineData("Delete")]
    public async Task An_upload_that_is_open_for_writing_when_its_video_is_ready_is_kept_with_a_warning(string policy)
    {
        await using var vault = await EncodingVault.OpenAsync(("Originals:Policy", policy));
        var id = await vault.AcceptAsync(await Clips.SmallAsync());
        using var writer = await PausedWriter.StartAsync(vault.Storage.SourcePath(id));

        await vault.StartAsync();
        await vault.EndOfAsync(id);
        await Until.TrueAsync(() => vault.Storage.HasOriginal(id));
        await writer.FinishAsync([1, 2, 3]);

        (await vault.VideoAsync(id)).Warning.Should().StartWith("The uploaded file changed on the disk");
        var expected = new FileInfo(await Clips.SmallAsync()).Length + 3;
        new FileInfo(vault.Storage.OriginalPath(id)).Length.Should().Be(expected);
    }

    private static async Task ImportAsync(string? folder)
    {
        await using var vault = new WatchedVault(folder);
        var bytes = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        await File.WriteAllBytesAsync(vault.At("film.mp4"), bytes[..(bytes.Length / 2)]);
        using var writer = await PausedWriter.StartAsync(vault.At("film.mp4"));
        _ = vault.App.Services;

        await Until.TrueAsync(() => vault.Report.Waiting.Count == 1);

        vault.Report.Waiting[0].Reason.Should().Be(ImportReasons.BeingWritten);
        (await vault.VideosAsync()).Should().BeEmpty();
        await writer.FinishAsync(bytes[(bytes.Length / 2)..]);
        var video = (await vault.UntilThereAreAsync(1)).Single();
        video.SourceSha256.Should().Be(Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>A shell that holds a file open for appending.</summary>
    private sealed class PausedWriter : IDisposable
    {
        private readonly Process _shell;

        private PausedWriter(Process shell) => _shell = shell;

        public static async Task<PausedWriter> StartAsync(string path)
        {
            var shell = Process.Start(
                new ProcessStartInfo("sh", ["-c", "exec 3>>\"$1\"; echo open; cat >&3", "sh", path])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                }
            )!;
            (await shell.StandardOutput.ReadLineAsync()).Should().Be("open");
            return new PausedWriter(shell);
        }

        public async Task FinishAsync(byte[] rest)
        {
            await _shell.StandardInput.BaseStream.WriteAsync(rest);
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync();
        }

        public void Dispose()
        {
            _shell.Kill(entireProcessTree: true);
            _shell.Dispose();
        }
    }
}
