using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Setup of a new vault.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class FirstRunTests(Browser browser)
{
    [Fact]
    public async Task The_owner_creates_the_account_with_a_choice_for_originals_signs_out_and_signs_in_again()
    {
        await using var server = await ServerProcess.StartAsync();

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.GotoAsync("/");
                await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(StreamVaultUrls.Setup));
                await Expect(page.GetByText("Where your videos are stored")).ToBeVisibleAsync();
                await page.ExpectAccessibleAsync("the setup page");
                await page.GetByRole(AriaRole.Radio, new() { Name = "Keep them" }).CheckAsync();
                await page.FillAccountAsync();
                await page.LiveAfterAsync(() =>
                    page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync()
                );
                await Expect(page.GetByText("Your vault is empty")).ToBeVisibleAsync();
                await page.ExpectAccessibleAsync("an empty library");

                await page.GetByRole(AriaRole.Button, new() { Name = "Account and appearance" }).ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();

                await page.GetByLabel("Username").FillAsync(SignedInClient.Username);
                await page.GetByLabel("Password").FillAsync("not the password");
                await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Wrong username or password");

                await page.SignInAsync();
                await Expect(page.GetByText("Your vault is empty")).ToBeVisibleAsync();
                await page.GotoAsync(StreamVaultUrls.Setup);
                await Expect(page.GetByText("This vault already has an account")).ToBeVisibleAsync();
                await ChangesOriginalsAsync(page);
            }
        );

        server.AssertNoErrorsLogged();
    }

    private static async Task ChangesOriginalsAsync(IPage page)
    {
        await page.OpenAsync(StreamVaultUrls.Settings);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Keep them" })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Delete them after each video" }).CheckAsync();
        await Expect(page.GetByText("Saved. Applies to")).ToBeVisibleAsync();
        await page.OpenAsync(StreamVaultUrls.Settings);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Delete them after each video" }))
            .ToBeCheckedAsync();
    }
}
