using System.Net.Http.Json;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>A device that is signed out from another one.</summary>
[Collection(Browser.Name)]
public sealed class SessionScenarioTests(Browser browser, EmptyVault vault) : IClassFixture<EmptyVault>
{
    [Fact]
    public async Task An_open_page_leads_to_the_sign_in_page_when_its_session_ends_elsewhere() =>
        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.OpenAsync(StreamVaultUrls.Storage);
                var sessions = await vault.Owner.GetFromJsonAsync<SessionJson[]>(StreamVaultUrls.ApiSessions);
                // Listed by when they were last seen.
                var open = sessions!.First(session => !session.IsCurrent);

                using var ended = await vault.Owner.DeleteAsync(StreamVaultUrls.ApiSession(open.Id));

                ended.EnsureSuccessStatusCode();
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
                page.Url.Should().EndWith(StreamVaultUrls.SignInThen(StreamVaultUrls.Storage));
            }
        );

    [Fact]
    public async Task The_account_page_lists_this_device() =>
        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.GotoAsync(StreamVaultUrls.Account);

                await Expect(page.GetByText("This device")).ToBeVisibleAsync();
                Directory.CreateDirectory(Repository.Artifacts);
                await page.ScreenshotAsync(
                    new() { Path = Path.Combine(Repository.Artifacts, "signed-in-devices.png"), FullPage = true }
                );
            }
        );

    private sealed record SessionJson(Guid Id, bool IsCurrent);
}
