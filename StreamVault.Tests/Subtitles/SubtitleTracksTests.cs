using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;
using StreamVault.Tests.Components;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Watch;

namespace StreamVault.Tests.Subtitles;

/// <summary>The subtitles on the page of a video.</summary>
public sealed class SubtitleTracksTests : PageFixture
{
    [Fact]
    public async Task Uploaded_subtitles_are_listed_with_their_language_and_shift()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var folder = Get<VaultStorage>().VideoFolder(video.Id);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "subtitles.json"),
            """
            {"next":101,"tracks":[{"id":"0198c0de-0000-7000-8000-000000000001","storedAs":"0198c0de-0000-7000-8000-000000000002",
              "fileName":"oma.srt","format":"srt","language":"de","label":"For Oma","shiftSeconds":-1.5,"number":100}]}
            """
        );

        var section = Render<SubtitleTracks>(tracks => tracks.Add(p => p.Video, video));

        section.Find("li .text").TextContent.Should().Contain("For Oma").And.Contain("de · oma.srt · −1.5 s");
        await section.Find("[aria-label='Edit For Oma']").ClickAsync(new());
        section
            .FindAll("form .input:not([type=file])")
            .Select(input => input.GetAttribute("value"))
            .Should()
            .Equal("de", "For Oma", "-1.5");
    }

    [Fact]
    public async Task A_form_that_cannot_be_saved_says_why()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var section = Render<SubtitleTracks>(tracks => tracks.Add(p => p.Video, video));
        section.FindAll("li").Should().BeEmpty();

        await section.Find(".head button").ClickAsync(new());
        await section.Find("form").SubmitAsync(new());
        section.Find("[role=alert]").TextContent.Should().Be("Choose a file.");
        section
            .FindComponent<Microsoft.AspNetCore.Components.Forms.InputFile>()
            .UploadFiles(InputFileContent.CreateFromText("Hello", "a.srt"));
        await section.Find("form").SubmitAsync(new());

        await Until.TrueAsync(() =>
            section.Find("[role=alert]").TextContent == "The file is not a subtitle file. Use SRT, WebVTT or ASS."
        );
    }
}
