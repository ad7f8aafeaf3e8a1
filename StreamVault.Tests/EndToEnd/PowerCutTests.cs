using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using StreamVault.Tests.Commands;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Uploads;

namespace StreamVault.Tests.EndToEnd;

/// <summary>
/// A power cut right after an upload was accepted, on real file systems. script/lab/power-cut does the same at random times.
/// </summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class PowerCutTests
{
    [PowerCutTheory]
    [InlineData("ext4")]
    [InlineData("xfs")]
    [InlineData("btrfs")]
    public async Task Accepted_uploads_survive_a_power_cut(string fileSystem)
    {
        using var folder = new TemporaryFolder();
        using var disk = await LoopDisk.MountAsync(folder.At("disk"), fileSystem);
        var (data, inbox) = (folder.At("disk", "data"), folder.At("disk", "inbox"));
        Directory.CreateDirectory(inbox);
        await using var server = await ServerProcess.StartAsync(
            ("StreamVault:DataPath", data),
            ("StreamVault:Encoding:Workers", "0"),
            ("StreamVault:Uploads:ReserveBytes", "0"),
            ("StreamVault:WatchedFolder:Path", inbox),
            ("StreamVault:WatchedFolder:UnchangedFor", "00:00:01"),
            ("StreamVault:WatchedFolder:PollingInterval", "00:00:01")
        );
        var accepted = new List<(Guid Id, byte[] Film)>();
        using (var owner = await server.SignInAsync())
        {
            accepted.Add(await ImportAsync(data, folder));
            accepted.Add(await WatchAsync(owner, inbox));
            accepted.Add(await SendFormAsync(owner));
            accepted.Add(await SendResumableAsync(owner));
        }

        await disk.CutPowerAsync();
        await server.KillAsync();
        await disk.RestorePowerAsync();
        await server.StartAgainAsync();

        using var again = await server.SignInAsync();
        foreach (var (id, film) in accepted)
        {
            (await again.VideoAsync(id)).Status.Should().Be("pending");
            var stored = await File.ReadAllBytesAsync(Path.Combine(data, "uploads", $"{id}.source"));
            SHA256.HashData(stored).Should().Equal(SHA256.HashData(film));
        }
    }

    private static async Task<(Guid, byte[])> SendFormAsync(HttpClient owner)
    {
        var film = await FilmAsync();
        using var answer = await owner.SendUploadAsync(new ByteArrayContent(film), "form.mp4");
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (Guid.Parse(answer.Headers.Location!.ToString()[^36..]), film);
    }

    private static async Task<(Guid, byte[])> SendResumableAsync(HttpClient owner)
    {
        var film = await FilmAsync();
        var upload = await owner.TusBeginAsync(film.Length);
        using var answer = await owner.TusPatchAsync(upload, 0, film);
        answer.StatusCode.Should().Be(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        return (Guid.Parse(upload[^36..]), film);
    }

    private static async Task<(Guid, byte[])> ImportAsync(string data, TemporaryFolder folder)
    {
        var film = await FilmAsync();
        await File.WriteAllBytesAsync(folder.At("import.mp4"), film);
        var import = await CommandRun.WithSettingsAsync(
            data,
            [("StreamVault__Uploads__ReserveBytes", "0")],
            "import",
            folder.At("import.mp4")
        );
        import.Succeeded();
        return (Guid.Parse(Regex.Match(import.Output, "imported as ([0-9a-f-]{36})").Groups[1].Value), film);
    }

    private static async Task<(Guid, byte[])> WatchAsync(HttpClient owner, string inbox)
    {
        var film = await FilmAsync();
        await File.WriteAllBytesAsync(Path.Combine(inbox, "watched.mp4"), film);
        var list = await Until.GotAsync(async () =>
            await owner.GetFromJsonAsync<VideoListJson>($"{StreamVaultUrls.ApiVideos}?search=watched")
                is { Total: 1 } found
                ? found
                : null
        );
        return (list.Items.Single().Id, film);
    }

    // Trailing bytes make every file unique, and larger.
    private static async Task<byte[]> FilmAsync() =>
        [.. await File.ReadAllBytesAsync(await Clips.SmallAsync()), .. RandomNumberGenerator.GetBytes(1 << 20)];

    private sealed class PowerCutTheoryAttribute : TheoryAttribute
    {
        private static readonly string? _reason =
            LoopDisk.ReasonAgainst("ext4") ?? LoopDisk.ReasonAgainst("xfs") ?? LoopDisk.ReasonAgainst("btrfs");

        public PowerCutTheoryAttribute() => Skip = _reason;
    }
}
