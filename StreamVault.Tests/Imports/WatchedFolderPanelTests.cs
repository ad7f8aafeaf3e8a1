using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Imports;
using StreamVault.Tests.Components;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Imports;

namespace StreamVault.Tests.Imports;

public sealed class WatchedFolderPanelTests : PageFixture
{
    private readonly TemporaryFolder _inbox = new();
    private readonly WatchedFolderOptions _options = new();

    public WatchedFolderPanelTests()
    {
        Services.AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = _inbox.FullName });
        Services.AddSingleton(Options.Create(_options));
        Services.AddSingleton<WatchedFolder>();
    }

    [Fact]
    public void Shows_nothing_without_a_watched_folder() =>
        Render<WatchedFolderPanel>().Markup.Trim().Should().BeEmpty();

    [Fact]
    public async Task Shows_the_folder_the_last_import_and_waiting_and_rejected_files()
    {
        _options.Path = _inbox.FullName;
        await RejectedFiles.AddAsync(_inbox.FullName, Letter(), "letter.mp4", "This file isn't a video.", Ct);
        var panel = Render<WatchedFolderPanel>();
        panel.Find("code").TextContent.Should().Be(_inbox.FullName);
        panel.Markup.Should().Contain("Nothing has been imported since the server started.");
        panel.Markup.Should().Contain("letter.mp4").And.Contain("This file isn't a video.");

        var folder = Get<WatchedFolder>();
        folder.Imported(new LastImport(VideoId.New(Clock.GetUtcNow()), "film.mp4", Clock.GetUtcNow()));
        folder.Note("The disk is gone.", [new WaitingFile("closed.mp4", "It may not be read.")]);

        await ShowsAsync(panel, "a", "film.mp4");
        await ShowsAsync(panel, "[role=status]", "The disk is gone.");
        await ShowsAsync(panel, "li", "closed.mp4");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _inbox.Dispose();
    }

    private string Letter()
    {
        File.WriteAllText(_inbox.At("letter.mp4"), "Dear diary");
        return _inbox.At("letter.mp4");
    }
}
