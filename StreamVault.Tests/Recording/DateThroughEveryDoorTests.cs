using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Imports;
using StreamVault.Core.Library;
using StreamVault.Tests.Imports;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Uploads;

namespace StreamVault.Tests.Recording;

/// <summary>The same file gives the same date, however it arrives.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class DateThroughEveryDoorTests
{
    private const string Folder = "1998 Christmas";
    private static readonly DateTime Modified = new(1998, 12, 24, 18, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_watched_folder(bool isOriginalTime)
    {
        await using var vault = new WatchedVault();
        await vault.PutAsync($"{Folder}/MOV001.mp4");
        SetTime(vault.At(Folder, "MOV001.mp4"), isOriginalTime);

        var video = (await vault.UntilThereAreAsync(1)).Single();

        Check(video, isOriginalTime);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task By_import(bool isOriginalTime)
    {
        using var files = new TemporaryFolder();
        Directory.CreateDirectory(files.At(Folder));
        var clip = Path.Combine(files.At(Folder), "MOV001.mp4");
        File.Copy(await Clips.SmallAsync(), clip);
        SetTime(clip, isOriginalTime);
        await using var app = new StreamVaultApp();

        var source = ImportSources.At(files.At(Folder)).Files.Single();
        var outcome = await app
            .Services.GetRequiredService<FileImport>()
            .RunAsync(source, null, CancellationToken.None);

        Check(outcome.Should().BeOfType<FileImportOutcome.Imported>().Which.Video, isOriginalTime);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task By_a_form(bool isOriginalTime)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(Milliseconds(isOriginalTime)), "lastModified");
        form.Add(new StringContent($"{Folder}/MOV001.mp4"), "relativePath");
        form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(await Clips.SmallAsync())), "file", "MOV001.mp4");

        using var answer = await client.PostAsync(StreamVaultUrls.ApiUpload, form);

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        Check(await OnlyVideoAsync(app), isOriginalTime);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task By_tus(bool isOriginalTime)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        var metadata = string.Join(
            ',',
            Pair("filename", "MOV001.mp4"),
            Pair("lastModified", Milliseconds(isOriginalTime)),
            Pair("relativePath", $"{Folder}/MOV001.mp4")
        );

        using var answer = await client.TusAsync(
            HttpMethod.Post,
            StreamVaultUrls.ApiUploads,
            clip,
            [("Upload-Length", $"{clip.Length}"), ("Upload-Metadata", metadata)]
        );

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        Check(await OnlyVideoAsync(app), isOriginalTime);
    }

    [Theory]
    [InlineData("lastModified", "yesterday")]
    [InlineData("relativePath", "a\nb")]
    public async Task Rejects_an_invalid_field(string field, string value)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(value), field);
        form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(await Clips.SmallAsync())), "file", "MOV001.mp4");

        using var answer = await client.PostAsync(StreamVaultUrls.ApiUpload, form);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().StartWith(field);
    }

    private static void SetTime(string path, bool isOriginalTime) =>
        File.SetLastWriteTimeUtc(path, isOriginalTime ? Modified : Modified.AddYears(20));

    private static string Milliseconds(bool isOriginalTime) =>
        $"{new DateTimeOffset(isOriginalTime ? Modified : Modified.AddYears(20)).ToUnixTimeMilliseconds()}";

    private static string Pair(string key, string value) =>
        $"{key} {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value))}";

    private static async Task<Video> OnlyVideoAsync(StreamVaultApp app) =>
        (
            await app.Services.GetRequiredService<VideoLibrary>().ListAsync(new VideoQuery(), CancellationToken.None)
        ).Items.Single();

    private static void Check(Video video, bool isOriginalTime)
    {
        if (isOriginalTime)
        {
            video.Recorded!.At.UtcDateTime.Should().Be(Modified);
            video.ApproximateDate.Should().BeNull();
        }
        else
        {
            (video.Recorded, video.ApproximateDate?.Text).Should().Be((null, "1998"));
            video.Title.Should().Be("1998 Christmas – MOV001");
        }
    }
}
