using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Moving videos to the trash and back, and unlocking private ones.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class TrashScenarioTests(Browser browser)
{
    [Fact]
    public async Task A_video_can_be_moved_to_the_trash_and_back_and_private_ones_unlocked_with_the_password()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        using var owner = await server.SignInAsync();
        await AddAsync(server, "Beach");
        await AddAsync(server, "Garden");
        await AddAsync(server, "Secret rehearsal", isPrivate: true);
        var options = new BrowserNewContextOptions { StorageState = await browser.SignInAsync(server) };
        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.OpenAsync("/");
                await TrashAsync(page, "Beach");
                await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
                await Expect(page.GetByText("1 video restored")).ToBeVisibleAsync();
                await page.OpenAsync("/");
                await TrashAsync(page, "Beach");

                await page.OpenAsync(StreamVaultUrls.Trash);
                await Expect(page.GetByText("Will be deleted on ")).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Restore Beach" }).ClickAsync();
                await Expect(page.GetByText("The trash is empty")).ToBeVisibleAsync();

                await page.OpenAsync("/");
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Garden" })).ToBeVisibleAsync();
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Secret rehearsal" })).ToHaveCountAsync(0);
                await page.GetByRole(AriaRole.Button, new() { Name = "Account and appearance" }).ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Private videos…" }).ClickAsync();
                var password = page.GetByLabel("Password");
                await password.FillAsync("wrong");
                await page.Keyboard.PressAsync("Enter");
                await Expect(page.GetByText("Wrong password.")).ToBeVisibleAsync();
                await password.FillAsync(SignedInClient.Password);
                await page.LiveAfterAsync(() => page.Keyboard.PressAsync("Enter"));
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Secret rehearsal" })).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Lock private videos" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Garden" })).ToBeVisibleAsync();
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Secret rehearsal" })).ToHaveCountAsync(0);
            },
            options
        );
        // Locking, unlocking and leaving pages ended circuits.
        await server.StopAsync();
        server.AssertNoErrorsLogged();
    }

    private static async Task TrashAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByText("Move to trash").ClickAsync();
        await Expect(page.GetByText($"“{title}” moved to the trash")).ToBeVisibleAsync();
    }

    private static async Task AddAsync(ServerProcess server, string title, bool isPrivate = false)
    {
        var file = Directory.EnumerateFiles(server.DataPath, "*.db").Single();
        await using var database = new StreamVaultDbContext(
            new DbContextOptionsBuilder<StreamVaultDbContext>()
                .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString())
                .Options
        );
        var added = DateTimeOffset.Parse("2026-05-01T12:00:00Z", null);
        database.Videos.Add(
            new Video
            {
                Id = VideoId.New(added),
                Title = title,
                OriginalFilename = "a.mp4",
                FileSizeBytes = 1_000_000,
                IsPrivate = isPrivate,
                CreatedAt = added,
                UpdatedAt = added,
            }
        );
        await database.SaveChangesAsync();
    }
}
