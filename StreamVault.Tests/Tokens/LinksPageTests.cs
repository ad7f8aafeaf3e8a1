using System.Net;
using Bunit;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Throttling;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Components;
using StreamVault.Web.Tokens;

namespace StreamVault.Tests.Tokens;

public sealed class LinksPageTests : PageFixture
{
    [Fact]
    public async Task The_most_recently_used_link_is_first_and_unused_and_expired_links_are_counted()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var tokens = Get<AccessTokens>();
        var used = await tokens.CreateAsync(video.Id, "TV", null, null, Ct);
        await tokens.CreateAsync(video.Id, "Guest", null, null, Ct);
        await tokens.CreateAsync(video.Id, "Over", Clock.GetUtcNow(), null, Ct);
        tokens.MarkUsed(used!, default);

        var page = Render<LinksPage>();

        page.FindAll(".link .who p:not(.when)").Select(label => label.TextContent).First().Should().Be("TV");
        page.Find(".page-head p").TextContent.Should().Be("3 links, 1 never used, 1 expired");
        page.FindAll(".link.used, .link.unused, .link.expired").Should().HaveCount(3);
    }

    [Fact]
    public async Task A_link_shows_how_much_it_was_used()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var tokens = Get<AccessTokens>();
        var token = (await tokens.CreateAsync(video.Id, "TV", null, 2, Ct))!;
        for (var i = 1; i <= 12; i++)
        {
            tokens.MarkPlayed(token, RemoteAddress.Of(new IPAddress([192, 0, 2, (byte)(i % 3)])));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        tokens.AddBytesSent(token, 4_200_000_000);
        Clock.Advance(TimeSpan.FromMinutes(5));

        var page = Render<LinksPage>();

        page.Find(".link .when")
            .TextContent.Should()
            .Contain("Played 12 times from 3 addresses, 4.20 GB, last used 5 min ago")
            .And.Contain("Viewer limit: 2");
    }

    [Fact]
    public async Task A_link_that_cannot_be_shown_says_why_and_offers_a_new_one()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<AccessTokens>().CreateAsync(video.Id, "TV", null, null, Ct);
        await using (var database = await Get<IDbContextFactory<StreamVaultDbContext>>().CreateDbContextAsync(Ct))
        {
            await database.Database.ExecuteSqlAsync($"UPDATE access_tokens SET token_sealed = NULL", Ct);
        }

        var page = Render<LinksPage>();

        page.Find(".link .notice").TextContent.Should().Contain("can't be shown").And.Contain("Create a new link");
        page.FindAll(".link [data-copy]").Should().BeEmpty();
        page.FindAll("[aria-label='Turn off TV']").Should().ContainSingle();
    }

    [Fact]
    public async Task A_link_created_elsewhere_appears_automatically()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var page = Render<LinksPage>();
        page.Find(".empty h2").TextContent.Should().Be("No links");

        await Get<AccessTokens>().CreateAsync(video.Id, "TV", null, null, Ct);

        await ShowsAsync(page, ".link h2", "Beach");
    }
}
