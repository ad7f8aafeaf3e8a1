using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Adoption;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Core.Places;
using StreamVault.Core.Storage;
using StreamVault.Core.Uploads;
using StreamVault.Tests.Components;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Integrity;
using StreamVault.Web.Places;

namespace StreamVault.Tests.Integrity;

/// <summary>Quarantined files are listed, adopted and deleted.</summary>
public sealed class QuarantinePanelTests : PageFixture
{
    public QuarantinePanelTests()
    {
        Services.AddSidecars();
        Services.AddGazetteer(PlacesArea.OpenTowns);
        Services.AddSingleton<UploadIntake>();
        Services.AddSingleton<QuarantineAdoption>();
    }

    [Fact]
    public void Shows_nothing_while_the_quarantine_is_empty() =>
        Render<QuarantinePanel>().Markup.Trim().Should().BeEmpty();

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Shows_the_known_details_and_adopts_an_upload_with_its_old_title()
    {
        var id = Quarantined(await Clips.SmallAsync(), "Grandma's birthday");
        var panel = Render<QuarantinePanel>();
        panel
            .WaitForElement("li")
            .TextContent.Should()
            .Contain("Grandma's birthday")
            .And.Contain("Uploaded file")
            .And.Contain("party.mov")
            .And.Contain("The database has no entry for it.");

        panel.WaitForElement("button[aria-label^=Adopt]").Click();

        await ShowsAsync(panel, () => panel.Markup.Trim().Length == 0);
        var video = await Get<VideoLibrary>().FindAsync(id, Ct);
        (video!.Title, video.OriginalFilename, video.Status)
            .Should()
            .Be(("Grandma's birthday", "party.mov", VideoStatus.Pending));
        (await File.ReadAllBytesAsync(Get<VaultStorage>().SourcePath(id)))
            .Should()
            .Equal(await File.ReadAllBytesAsync(await Clips.SmallAsync()));
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task An_original_that_is_adopted_stays_an_original()
    {
        var id = Quarantined(await Clips.SmallAsync(), "Beach");
        var folder = Path.Combine(Get<VaultStorage>().QuarantineFolder, $"{id}");
        File.Move(Path.Combine(folder, "source"), Path.Combine(folder, "original"));

        (await Get<QuarantineAdoption>().RunAsync($"{id}", Ct)).Should().BeOfType<AdoptionOutcome.Adopted>();

        Get<VaultStorage>().HasOriginal(id).Should().BeTrue();
        File.Exists(Get<VaultStorage>().SourcePath(id)).Should().BeFalse();
        Get<Quarantine>().List().Should().BeEmpty();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public void Says_why_a_file_can_not_be_adopted_and_keeps_it()
    {
        var id = Quarantined(Clips.Write("letter.mp4", "Dear diary, this is no video."u8), "Letter");
        var panel = Render<QuarantinePanel>();

        panel.WaitForElement("button[aria-label^=Adopt]").Click();

        panel.WaitForElement("[role=alert]").TextContent.Should().Contain("isn't a video");
        Get<Quarantine>().Find($"{id}").Should().NotBeNull();
    }

    [Fact]
    public void Shows_no_date_if_the_note_has_none()
    {
        var id = Quarantined(Clips.Write("letter.mp4", "Dear diary, this is no video."u8), "Letter");
        var folder = Path.Combine(Get<VaultStorage>().QuarantineFolder, $"{id}");
        File.WriteAllText(
            Path.Combine(folder, "note.json"),
            """{ "version": 1, "reason": "Moved by hand.", "from": [] }"""
        );

        var panel = Render<QuarantinePanel>();

        panel.WaitForElement("li").TextContent.Should().Contain("Moved by hand.").And.NotContain("· moved");
        panel.FindAll("time").Should().BeEmpty();
    }

    [Fact]
    public async Task Deletes_only_after_asking()
    {
        var id = Quarantined(Clips.Write("letter.mp4", "Dear diary, this is no video."u8), "Letter");
        var dialogs = RenderDialogs();
        var panel = Render<QuarantinePanel>();

        panel.WaitForElement("button[aria-label^=Delete]").Click();
        dialogs.WaitForElement(".button.danger");
        Get<Quarantine>().Find($"{id}").Should().NotBeNull();
        dialogs.Markup.Should().Contain("It may be the only copy of a video.");
        dialogs.Find(".button.danger").Click();

        await ShowsAsync(panel, () => panel.Markup.Trim().Length == 0);
        Get<Quarantine>().List().Should().BeEmpty();
    }

    private VideoId Quarantined(string file, string title)
    {
        var storage = Get<VaultStorage>();
        var id = VideoId.New(Clock.GetUtcNow());
        File.Copy(file, storage.SourcePath(id));
        var known = VideoSidecar.Unknown(id, Clock.GetUtcNow()) with
        {
            Title = title,
            Source = new SidecarSource("party.mov", null, null, null),
        };
        known.Save(storage.SourceSidecarPath(id));
        Get<Quarantine>()
            .Take(
                $"{id}",
                "The database has no entry for it.",
                [.. storage.FilesOf(id).Where(place => File.Exists(place.Path))]
            );
        return id;
    }
}
