using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Setup, from a new vault to its first video.</summary>
[Collection(Browser.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class FirstRunTests(Browser browser)
{
    [Fact]
    public async Task The_owner_creates_the_account_signs_out_and_signs_in_again()
    {
        await using var server = await ServerProcess.StartAsync();

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.GotoAsync("/");
                await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(StreamVaultUrls.Setup));
                await page.LiveAfterAsync(page.CreateAccountAsync);
                await Expect(page.GetByText("Your vault is empty")).ToBeVisibleAsync();

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
            }
        );

        server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task The_choice_for_originals_at_setup_is_in_the_settings_and_can_be_changed()
    {
        await using var server = await ServerProcess.StartAsync();

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.GotoAsync(StreamVaultUrls.Setup);
                await Expect(page.GetByText("Where your videos are stored")).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Radio, new() { Name = "Keep them" }).CheckAsync();
                await page.FillAccountAsync();
                await page.LiveAfterAsync(() =>
                    page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync()
                );

                await page.OpenAsync(StreamVaultUrls.Settings);
                await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Keep them" })).ToBeCheckedAsync();
                await page.GetByRole(AriaRole.Radio, new() { Name = "Delete them" }).CheckAsync();
                await Expect(page.GetByText("Saved. Applies to")).ToBeVisibleAsync();
                await page.OpenAsync(StreamVaultUrls.Settings);
                await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Delete them" })).ToBeCheckedAsync();
            }
        );

        server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Dropped_videos_are_added_and_other_files_are_refused_with_an_explanation()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        await server.SignInAsync();
        var clip = await Clips.SmallAsync();
        var junk = Clips.Write("shopping list.mp4", "Bread, butter, batteries"u8);

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.DropAsync(clip, junk);

                var tray = page.GetByRole(AriaRole.Region, new() { Name = "Uploads" });
                await Expect(tray.GetByText("Added ·")).ToBeVisibleAsync();
                await Expect(tray.GetByText("isn't a video")).ToBeVisibleAsync();
                await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
                await Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("Waiting");
            }
        );

        Directory.EnumerateFiles(Path.Combine(server.DataPath, "uploads"), "*.source").Should().ContainSingle();
        server.AssertNoErrorsLogged();
    }
}
