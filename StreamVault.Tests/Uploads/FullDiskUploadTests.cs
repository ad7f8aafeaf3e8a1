using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>A real disk that fills up during an upload.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class FullDiskUploadTests
{
    private const int Accepted = 1 << 20;
    private const int Half = 4 << 20;

    [SmallDiskFact]
    public async Task An_upload_stops_on_a_full_disk_and_continues_once_there_is_space()
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.Mount(folder.At("data"), 96 << 20);
        await using var server = await ServerProcess.StartAsync(
            ("StreamVault:DataPath", folder.At("data")),
            ("StreamVault:Encoding:Workers", "0"),
            // So that the write fails in the middle of the file, not the check before it.
            ("StreamVault:Uploads:ReserveBytes", "0")
        );
        using var client = await server.SignInAsync();
        var clip = await File.ReadAllBytesAsync(await Clips.SmallAsync());
        // Trailing bytes are allowed.
        byte[] film = [.. clip, .. RandomNumberGenerator.GetBytes(2 * Half - clip.Length)];
        var upload = await client.TusBeginAsync(film.Length);
        using var accepted = await client.TusPatchAsync(upload, 0, film[..Accepted]);
        accepted.StatusCode.Should().Be(HttpStatusCode.NoContent);
        var part = new FileInfo(folder.At("data", "uploads", $"{upload[^36..]}.part"));
        using var request = TusRequests.TusRequest(HttpMethod.Patch, upload, ("Upload-Offset", $"{Accepted}"));
        request.Content = TusRequests.TusContent(
            new PushStreamContent(
                async (body, cancellationToken) =>
                {
                    await body.WriteAsync(film.AsMemory(Accepted, Half - Accepted), cancellationToken);
                    await body.FlushAsync(cancellationToken);
                    await Until.TrueAsync(() => Length(part) >= Half / 2);
                    disk.FillUp();
                    await body.WriteAsync(film.AsMemory(Half), cancellationToken);
                }
            )
        );
        using var full = await client.SendAsync(request);
        disk.MakeRoom();

        full.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        (await full.Content.ReadFromJsonAsync<ProblemJson>())!
            .Detail.Should()
            .Contain("Not enough disk space")
            .And.Contain(" free.");
        var safe = (await client.TusHeadAsync(upload)).Offset();
        safe.Should().BeGreaterThanOrEqualTo(Accepted, "what was accepted is kept").And.BeLessThan(film.Length);
        using var rest = await client.TusPatchAsync(upload, safe, film[(int)safe..]);
        rest.StatusCode.Should().Be(HttpStatusCode.NoContent, await rest.Content.ReadAsStringAsync());
        var stored = await File.ReadAllBytesAsync(folder.At("data", "uploads", $"{upload[^36..]}.source"));
        SHA256.HashData(stored).Should().Equal(SHA256.HashData(film));
    }

    private static long Length(FileInfo file)
    {
        file.Refresh();
        return file.Exists ? file.Length : 0;
    }
}
