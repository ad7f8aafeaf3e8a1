using Bunit;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Components;
using StreamVault.Web.Tokens;

namespace StreamVault.Tests.Tokens;

public sealed class SharePanelTests : PageFixture
{
    [Fact]
    public async Task One_click_creates_a_link_with_the_address_in_the_browser()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));

        await panel.Find("form").SubmitAsync(new());

        var made = await OnlyTokenAsync(video);
        made.ExpiresAt.Should().Be(Clock.GetUtcNow().AddDays(30));
        var link = $"http://localhost/watch/{made.Token}";
        await ShowsAsync(panel, $".made [data-copy='{link}']");
        panel.Find("input[aria-label='Your new link']").GetAttribute("value").Should().Be(link);
        panel.FindAll($".link [data-copy='{link}'], .link [data-share='{link}']").Should().HaveCount(2);
        panel.Find(".elsewhere details").TextContent.Should().Contain($"mpv '{link}'").And.Contain($"vlc '{link}'");
        panel
            .Find("details a[href^='iina://']")
            .GetAttribute("href")
            .Should()
            .Be($"iina://weblink?url={Uri.EscapeDataString(link)}");
        panel.FindAll($"input[value='{link}']").Should().ContainSingle("the address isn't repeated in the card");
        panel.FindAll("[role=img] svg").Should().BeEmpty("this address works only on this computer");
        panel.Find(".elsewhere .warn").TextContent.Should().Contain("only works on this computer");
        panel.Find(".elsewhere").TextContent.Should().NotContain("Scan the code");
    }

    [Fact]
    public void An_address_that_other_devices_reach_has_a_QR_code()
    {
        const string link = "http://vault.home:4000/watch/abc";

        var elsewhere = Render<OpenElsewhere>(e => e.Add(p => p.Url, link).Add(p => p.PlaylistUrl, link));

        elsewhere.FindAll("[role=img] svg").Should().ContainSingle();
        elsewhere.FindAll(".warn").Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://localhost:5611/watch/abc", "--urls http://0.0.0.0:5611")]
    [InlineData("https://127.0.0.1/watch/abc", "--urls https://0.0.0.0:443")]
    public void An_address_of_this_computer_names_the_port_of_the_server(string link, string advice)
    {
        var elsewhere = Render<OpenElsewhere>(e => e.Add(p => p.Url, link).Add(p => p.PlaylistUrl, link));

        elsewhere.Find(".warn code").TextContent.Should().Be(advice);
    }

    [Fact]
    public async Task The_playlist_address_is_under_more_options()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));

        await panel.Find("form").SubmitAsync(new());

        var made = await OnlyTokenAsync(video);
        var playlist = $"http://localhost/api/videos/{video.Id}/master.m3u8?token={made.Token}";
        await ShowsAsync(panel, $"details [data-copy='{playlist}']");
        panel.FindAll("[data-copy*='master.m3u8'], input[value*='master.m3u8']").Should().HaveCount(2);
        panel.Find("details summary").TextContent.Should().Be("Open in a player");
    }

    [Fact]
    public async Task A_link_that_was_turned_off_disappears()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));
        await panel.Find("form").SubmitAsync(new());
        var made = await OnlyTokenAsync(video);
        await ShowsAsync(panel, $".made [data-copy$='{made.Token}']");

        await Get<AccessTokens>().RevokeAsync(made.Token!, Ct);

        await ShowsAsync(panel, () => panel.FindAll(".made").Count == 0);
    }

    [Theory]
    [InlineData("1 day", 1)]
    [InlineData("7 days", 7)]
    [InlineData("Never", null)]
    public async Task A_link_expires_as_chosen(string choice, int? days)
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));

        panel
            .FindAll(".choices label")
            .Single(label => label.TextContent.Contains(choice))
            .QuerySelector("input")!
            .Change("on");
        panel.Find("#link-label").Change("Aunt Sara");
        await panel.Find("form").SubmitAsync(new());

        var made = await OnlyTokenAsync(video);
        made.Description.Should().Be("Aunt Sara");
        made.ExpiresAt.Should().Be(days is { } some ? Clock.GetUtcNow().AddDays(some) : null);
    }

    [Fact]
    public async Task The_configured_lifetime_is_preselected()
    {
        Get<IOptions<TokenOptions>>().Value.DefaultLifetime = TimeSpan.FromDays(3);
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));

        panel
            .FindAll(".choices label")
            .Select(label => label.TextContent.Trim())
            .Should()
            .Equal("1 day", "3 days", "7 days", "30 days", "Never");
        await panel.Find("form").SubmitAsync(new());

        (await OnlyTokenAsync(video)).ExpiresAt.Should().Be(Clock.GetUtcNow().AddDays(3));
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("", null)]
    public async Task A_link_gets_the_viewer_limit(string typed, int? most)
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));

        panel.Find("#link-viewers").Change(typed);
        await panel.Find("form").SubmitAsync(new());

        (await OnlyTokenAsync(video)).MaxViewers.Should().Be(most);
    }

    [Fact]
    public async Task Rejects_a_viewer_limit_of_zero()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));

        panel.Find("#link-viewers").Change("0");
        await panel.Find("form").SubmitAsync(new());

        panel.Find("[role=alert]").TextContent.Should().Contain("must be from 1 to 100");
        (await Get<AccessTokens>().ListAsync(video.Id, true, Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_link_that_expires_while_it_is_shown_can_no_longer_be_copied()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<AccessTokens>().CreateAsync(video.Id, "Guest", Clock.GetUtcNow().AddMinutes(1), null, Ct);
        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));
        panel.Find(".link").TextContent.Should().Contain("Never used").And.Contain("Expires in 1 min");

        Clock.Advance(TimeSpan.FromMinutes(2));

        await ShowsAsync(panel, ".link", "Expired");
        panel.FindAll(".link [data-copy]").Should().BeEmpty();
    }

    [Fact]
    public async Task The_confirmation_for_turning_off_a_link_names_the_video_and_the_label()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<AccessTokens>().CreateAsync(video.Id, "TV", null, null, Ct);
        var dialogs = RenderDialogs();
        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));

        var turningOff = panel.Find("[aria-label='Turn off TV']").ClickAsync();
        var confirm = dialogs.WaitForElement(".button.danger");

        dialogs.Find("h2").TextContent.Should().Be("Turn off this link?");
        dialogs.Find("dl").TextContent.Should().Contain("Beach").And.Contain("TV").And.Contain("Never used");
        confirm.TextContent.Should().Be("Turn off");
        await confirm.ClickAsync();
        await turningOff;

        await ShowsAsync(panel, () => panel.FindAll(".link").Count == 0);
        (await Get<AccessTokens>().ListAsync(video.Id, true, Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_link_without_a_label_is_untitled_and_shows_its_expiry()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<AccessTokens>().CreateAsync(video.Id, null, Clock.GetUtcNow().AddDays(30), 1, Ct);

        var panel = Render<SharePanel>(panel => panel.Add(p => p.Video, video));

        panel.Find(".link h4").TextContent.Should().Be("Untitled link");
        panel.Find(".link .when").TextContent.Should().Contain("Expires in 30 days").And.Contain("Viewer limit: 1");
        panel.Find("label[for='link-viewers']").TextContent.Should().StartWith("Viewer limit");
        panel.Markup.Should().NotContainEquivalentOf("revoke");
    }

    private async Task<AccessToken> OnlyTokenAsync(Video video) =>
        (await Get<AccessTokens>().ListAsync(video.Id, true, Ct)).Should().ContainSingle().Subject.Token;
}
