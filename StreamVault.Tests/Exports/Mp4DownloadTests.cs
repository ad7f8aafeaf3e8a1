using System.Text.Json;
using StreamVault.Core.Encoding;
using StreamVault.Core.Entities;
using StreamVault.Core.Exports;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Exports;

[Trait(Tier.Name, Tier.Media)]
public sealed class Mp4DownloadTests
{
    [Fact]
    public async Task A_download_has_every_frame_and_a_disconnect_ends_FFmpeg()
    {
        await using var vault = await EncodingVault.OpenAsync(("Encoding:SegmentDuration", "00:00:01"));
        var result = await vault.EncodeAsync(await NumberedFrames.MakeAsync("downloaded.mp4", 80, sound: 3.2));
        var downloads = vault.Get<Mp4Download>();
        using var folder = new TemporaryFolder();

        await using (var file = File.Create(folder.At("a.mp4")))
        {
            await downloads.WriteAsync(result.Video, "480p", file, CancellationToken.None);
        }

        (await NumberedFrames.ReadAsync(folder.At("a.mp4"))).Should().Equal(Enumerable.Range(0, 80));

        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await downloads
            .Invoking(d => d.WriteAsync(result.Video, "480p", Stream.Null, gone.Token))
            .Should()
            .ThrowAsync<OperationCanceledException>();
        Directory.GetFiles(vault.Storage.ProcessesFolder).Should().BeEmpty();

        foreach (var quality in (string[])["720p", "../480p", "480p/../480p", "", "master"])
        {
            downloads.Exists(result.Video.Id, quality).Should().BeFalse();
            await downloads
                .Invoking(d => d.WriteAsync(result.Video, quality, Stream.Null, CancellationToken.None))
                .Should()
                .ThrowAsync<FileNotFoundException>();
        }
    }

    [Fact]
    public async Task A_download_has_the_title_and_the_date_of_recording_but_no_place()
    {
        await using var vault = await EncodingVault.OpenAsync();
        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 1)));
        var video = new Video
        {
            Id = result.Video.Id,
            Title = "Oma & Opa: 1 = 2 🎂",
            OriginalFilename = "MVI_0001.MOV",
            Recorded = RecordingDate.Parse("1998-05-12T00:30:00+02:00", TimeZoneInfo.Utc),
            Place = new Place(52.5163, 13.3777, null),
        };
        using var folder = new TemporaryFolder();
        await using (var file = File.Create(folder.At("a.mp4")))
        {
            await vault.Get<Mp4Download>().WriteAsync(video, "480p", file, CancellationToken.None);
        }

        var tags = await TagsAsync(folder.At("a.mp4"));

        tags.GetProperty("title").GetString().Should().Be("Oma & Opa: 1 = 2 🎂");
        tags.GetProperty("creation_time").GetString().Should().Be("1998-05-11T22:30:00.000000Z");
        tags.EnumerateObject()
            .Select(tag => tag.Name)
            .Should()
            .BeSubsetOf(["major_brand", "minor_version", "compatible_brands", "encoder", "title", "creation_time"]);
    }

    private static async Task<JsonElement> TagsAsync(string path)
    {
        var probe = await RunProgram.Async("ffprobe", "-v", "error", "-show_format", "-of", "json", path);
        return JsonDocument.Parse(probe.Succeeded().Output).RootElement.GetProperty("format").GetProperty("tags");
    }

    [Fact]
    public async Task A_failed_download_reports_the_reason()
    {
        using var broken = new StandInFfmpeg("case \"$*\" in *empty_moov*) exit 1;; esac");
        await using var vault = await EncodingVault.OpenAsync(broken.Setting);
        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 1)));

        var thrown = await vault
            .Get<Mp4Download>()
            .Invoking(d => d.WriteAsync(result.Video, "480p", Stream.Null, CancellationToken.None))
            .Should()
            .ThrowAsync<Mp4DownloadException>();

        thrown.Which.Message.Should().Contain("FFmpeg failed while making the download");
    }
}
