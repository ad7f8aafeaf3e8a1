using Microsoft.Playwright;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>On a completely full disk, the owner can still use the pages.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class FullDiskPageTests(Browser browser)
{
    [SmallDiskFact]
    public async Task Pages_save_edits_on_a_full_disk_and_explain_failures_without_ballast()
    {
        await using var vault = await FullDiskVault.MakeAsync(4 * Ballast.Bytes);
        await vault.StartWithBallastAsync();
        using var owner = await vault.Server.SignInAsync();

        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.OpenAsync($"/videos/{vault.First}");
                vault.Disk.FillUp();
                vault.IsBallastHeld.Should().BeTrue();
                await DescribeAsync(page, "Summer");
                await Expect(page.GetByText("Summer")).ToBeVisibleAsync();
                vault.IsBallastHeld.Should().BeFalse();

                vault.Disk.FillUp();
                using var full = await vault.DescribeUntilFullAsync(owner);
                await DescribeAsync(page, "Autumn");
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The disk is full" })).ToBeVisibleAsync();
                await Expect(page.GetByText("Delete videos you no longer need")).ToBeVisibleAsync();
            }
        );
    }

    private static async Task DescribeAsync(IPage page, string description)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit the description" }).ClickAsync();
        await page.GetByLabel("Description", new() { Exact = true }).FillAsync(description);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }
}
