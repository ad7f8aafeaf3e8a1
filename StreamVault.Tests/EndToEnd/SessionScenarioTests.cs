using System.Net.Http.Json;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Sessions that end while a page is open.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class SessionScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    [Fact]
    public async Task An_open_page_redirects_to_sign_in_when_its_session_is_ended_elsewhere() =>
        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.OpenAsync(StreamVaultUrls.Storage);
                var sessions = await vault.Owner.GetFromJsonAsync<SessionJson[]>(StreamVaultUrls.ApiSessions);
                // Sorted by when they were last seen.
                var open = sessions!.First(session => !session.IsCurrent);

                using var ended = await vault.Owner.DeleteAsync(StreamVaultUrls.ApiSession(open.Id));

                ended.EnsureSuccessStatusCode();
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
                page.Url.Should().EndWith(StreamVaultUrls.SignInThen(StreamVaultUrls.Storage));
            }
        );

    [Fact]
    public async Task A_video_resumes_at_its_position_after_signing_in_again()
    {
        var owner = vault.Owner;
        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.OpenAsync(StreamVaultUrls.Videos + "/" + vault.Ready.Id);
                await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
                await Until.TrueAsync(() =>
                    page.EvaluateAsync<bool>("document.querySelector('video').currentTime > 0.5")
                );
                await page.EvaluateAsync("document.querySelector('video').currentTime = 6");
                await Until.TrueAsync(() =>
                    page.EvaluateAsync<bool>("document.querySelector('video').currentTime > 6")
                );
                var sessions = await owner.GetFromJsonAsync<SessionJson[]>(StreamVaultUrls.ApiSessions);
                var open = sessions!.First(session => !session.IsCurrent);

                using var ended = await owner.DeleteAsync(StreamVaultUrls.ApiSession(open.Id));

                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
                await page.GetByLabel("Username").FillAsync(SignedInClient.Username);
                await page.GetByLabel("Password").FillAsync(SignedInClient.Password);
                await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = FilledVault.TrickyTitle }))
                    .ToBeVisibleAsync();
                await Until.TrueAsync(() =>
                    page.EvaluateAsync<bool>("(document.querySelector('video')?.currentTime ?? 0) > 5")
                );
            }
        );
    }

    private sealed record SessionJson(Guid Id, bool IsCurrent);
}
