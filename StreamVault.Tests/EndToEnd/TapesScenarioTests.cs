using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using StreamVault.Tests.Commands;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>A person imports a folder of tapes and puts it in order. All of it survives a lost database.</summary>
[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class TapesScenarioTests(Browser browser)
{
    private const int ClipsPerTape = 20;
    private static readonly string[] Tapes = ["1998 Christmas", "2001 Summer in Italy"];

    [Fact]
    public async Task Forty_clips_are_imported_tagged_dated_found_and_recovered_without_the_database()
    {
        using var folder = new TemporaryFolder();
        await WriteTapesAsync(folder);
        // What is shown here needs no encode.
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        using (var owner = await server.SignInAsync())
        {
            var import = await CommandRun.OnAsync(server.DataPath, "import", "--albums", folder.At("Tapes"));
            import.Succeeded().Output.Should().Contain("40 files imported");
            var options = new BrowserNewContextOptions { StorageState = await browser.SignInAsync(server) };

            await browser.VisitAsync(server.Address, OrganizeAsync, options);

            await Until.TrueAsync(async () =>
                (await SidecarsAsync(server)).Count(text => text.Contains("Grandma")) == ClipsPerTape
            );
        }

        var before = await DescribeAsync(server);
        await server.StopAsync();
        foreach (var file in Directory.GetFiles(server.DataPath, "streamvault.db*"))
        {
            File.Delete(file);
        }

        (await CommandRun.OnAsync(server.DataPath, "rebuild")).Succeeded();
        await server.StartAgainAsync();

        (await DescribeAsync(server)).Should().Be(before);
        server.AssertNoErrorsLogged();
    }

    private static async Task OrganizeAsync(IPage page)
    {
        var cards = page.GetByRole(AriaRole.Article);
        var search = page.GetByRole(AriaRole.Combobox, new() { Name = "Search the library" });
        await page.OpenAsync("/?view=list&q=album:\"1998 Christmas\"");
        await Expect(page.GetByText("20 videos found")).ToBeVisibleAsync();
        await SelectAllAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add tags and people…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByPlaceholder("Add a person").FillAsync("Grandma");
        await page.Keyboard.PressAsync("Enter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Date…" }).ClickAsync();
        await dialog.GetByLabel("Date filmed", new() { Exact = true }).FillAsync("about 1998");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        // Misspelled.
        await search.FillAsync("granmda");
        // Until then, the page shows as many videos of the search before it.
        await Expect(page.GetByText("Showing results for grandma")).ToBeVisibleAsync();
        await Expect(page.GetByText("20 videos found")).ToBeVisibleAsync();
        await cards.First.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByText("Move to trash").ClickAsync();
        await Expect(page.GetByText("moved to the trash")).ToBeVisibleAsync();
        await page.OpenAsync(StreamVaultUrls.Trash);
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore " }).First.ClickAsync();
        await Expect(page.GetByText("The trash is empty")).ToBeVisibleAsync();
        await page.OpenAsync("/");
        await Expect(page.GetByText("40 videos", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task SelectAllAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Select", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Select all 20" }).ClickAsync();
        await Expect(page.GetByText("20 videos selected")).ToBeVisibleAsync();
    }

    // The sidecars of the first tape, once every video has one.
    private static async Task<IReadOnlyList<string>> SidecarsAsync(ServerProcess server)
    {
        var files = Directory.GetFiles(Path.Combine(server.DataPath, "uploads"), "*.json");
        var texts = await Task.WhenAll(files.Select(path => File.ReadAllTextAsync(path)));
        return [.. texts.Where(text => text.Contains(Tapes[0]))];
    }

    private static async Task<string> DescribeAsync(ServerProcess server)
    {
        using var owner = await server.SignInAsync();
        var text = new StringBuilder();
        var list = await owner.GetFromJsonAsync<JsonElement>($"{StreamVaultUrls.ApiVideos}?pageSize=200&sort=title");
        foreach (
            var video in list.GetProperty("items")
                .EnumerateArray()
                .OrderBy(video => video.GetProperty("id").GetString(), StringComparer.Ordinal)
        )
        {
            foreach (var name in (string[])["id", "title", "tags", "people", "albums", "date", "favourite", "private"])
            {
                text.Append(video.GetProperty(name).GetRawText()).Append(' ');
            }

            text.AppendLine();
        }

        var albums = await owner.GetFromJsonAsync<JsonElement>(StreamVaultUrls.ApiAlbums);
        foreach (var album in albums.EnumerateArray())
        {
            foreach (var name in (string[])["id", "title", "parentId"])
            {
                text.Append(album.GetProperty(name).GetRawText()).Append(' ');
            }

            text.AppendLine();
        }

        return text.ToString();
    }

    // Copies of one clip that differ in a box that players skip (ISO/IEC 14496-12, section 8.1.2).
    private static async Task WriteTapesAsync(TemporaryFolder folder)
    {
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        foreach (var (tape, number) in Tapes.Select((tape, number) => (tape, number)))
        {
            Directory.CreateDirectory(folder.At("Tapes", tape));
            for (var i = 0; i < ClipsPerTape; i++)
            {
                var box = new byte[12];
                BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
                "free"u8.CopyTo(box.AsSpan(4));
                BinaryPrimitives.WriteInt32BigEndian(box.AsSpan(8), (number * ClipsPerTape) + i);
                await File.WriteAllBytesAsync(folder.At("Tapes", tape, $"MOV{i:000}.mp4"), [.. clip, .. box]);
            }
        }
    }
}
