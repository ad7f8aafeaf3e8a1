using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;
using StreamVault.Core.Tags;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Trash;

namespace StreamVault.Tests.Tags;

/// <summary>How long the pictures of faces are kept.</summary>
public sealed class FacePictureTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xD9];
    private readonly StreamVaultApp _app = new();
    private HttpClient _client = null!;

    public async Task InitializeAsync() => _client = await _app.SignInAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_person_keeps_the_face_after_its_video_was_deleted()
    {
        var (video, other) = (await _app.AddReadyAsync("Beach"), await _app.AddReadyAsync("Garden"));
        var anna = await AddPersonAsync("Anna", video, other);

        (await _client.DeleteAsync(StreamVaultUrls.ApiVideo(video))).EnsureSuccessStatusCode();

        (await _client.GetByteArrayAsync($"{anna}/face.jpg")).Should().Equal(Jpeg);
    }

    [Fact]
    public async Task The_picture_of_a_deleted_person_is_deleted_and_no_other()
    {
        var video = await _app.AddReadyAsync("Beach");
        var (anna, otto) = (await AddPersonAsync("Anna", video), await AddPersonAsync("Otto", video));

        (await _client.DeleteAsync(anna)).EnsureSuccessStatusCode();

        await Until.TrueAsync(() => Pictures().Length == 1);
        (await _client.GetByteArrayAsync($"{otto}/face.jpg")).Should().Equal(Jpeg);
    }

    [Fact]
    public async Task The_picture_is_deleted_when_the_person_gets_another_face()
    {
        var video = await _app.AddReadyAsync("Beach");
        var anna = await AddPersonAsync("Anna", video);

        (await _client.DeleteAsync($"{anna}/face")).EnsureSuccessStatusCode();

        await Until.TrueAsync(() => Pictures().Length == 0);
    }

    [Fact]
    public async Task A_face_from_a_private_video_is_deleted_with_it()
    {
        var (video, other) = (await _app.AddReadyAsync("Beach"), await _app.AddReadyAsync("Garden"));
        var anna = await AddPersonAsync("Anna", video, other);
        await _client.PatchAsJsonAsync(StreamVaultUrls.ApiVideo(video), new { @private = true });
        await _client.PostAsJsonAsync(StreamVaultUrls.ApiPrivate, new { password = SignedInClient.Password });

        (await _client.DeleteAsync(StreamVaultUrls.ApiVideo(video))).EnsureSuccessStatusCode();

        await Until.TrueAsync(() => Pictures().Length == 0);
        (await _client.GetAsync($"{anna}/face.jpg")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_person_only_in_a_private_video_is_forgotten_with_it()
    {
        var (video, other) = (await _app.AddReadyAsync("Beach"), await _app.AddReadyAsync("Garden"));
        await _client.PatchAsJsonAsync(
            StreamVaultUrls.ApiVideo(video),
            new
            {
                @private = true,
                people = (string[])["Anna", "Bea"],
                tags = (string[])["Secret"],
            }
        );
        await _client.PatchAsJsonAsync(StreamVaultUrls.ApiVideo(other), new { people = (string[])["Bea"] });
        await _client.PostAsJsonAsync(StreamVaultUrls.ApiPrivate, new { password = SignedInClient.Password });

        (await _client.DeleteAsync(StreamVaultUrls.ApiVideo(video))).EnsureSuccessStatusCode();

        (await _client.GetStringAsync(StreamVaultUrls.ApiPeople)).Should().Contain("Bea").And.NotContain("Anna");
        (await _client.GetStringAsync(StreamVaultUrls.ApiTags)).Should().NotContain("Secret");
    }

    [Fact]
    public async Task Files_that_are_no_pictures_of_faces_are_not_deleted()
    {
        var anna = await AddPersonAsync("Anna", await _app.AddReadyAsync("Beach"));
        var film = Path.Combine(Folder, "film.mp4");
        await File.WriteAllTextAsync(film, "The only copy");

        (await _client.DeleteAsync(anna)).EnsureSuccessStatusCode();

        await Until.TrueAsync(() => Pictures().Length == 0);
        File.Exists(film).Should().BeTrue();
    }

    [Fact]
    public async Task Pictures_that_belong_to_no_person_at_startup_are_quarantined()
    {
        await using var app = new StreamVaultApp();
        var storage = new VaultStorage(app.DataPath);
        VaultStorage.CreatePrivateFolder(storage.PeopleFolder);
        await File.WriteAllBytesAsync(Path.Combine(storage.PeopleFolder, new string('a', 32) + ".jpg"), Jpeg);
        await File.WriteAllTextAsync(Path.Combine(storage.PeopleFolder, "film.mp4"), "The only copy");

        using var client = await app.SignInAsync();

        await Until.TrueAsync(() => Directory.GetFileSystemEntries(storage.PeopleFolder).Length == 0);
        var entry = app.Services.GetRequiredService<Quarantine>().List().Should().ContainSingle().Which;
        entry.Name.Should().Be("Pictures of faces");
        File.ReadAllText(Path.Combine(storage.QuarantineFolder, entry.Id, "film.mp4")).Should().Be("The only copy");
    }

    private string Folder => _app.Services.GetRequiredService<VaultStorage>().PeopleFolder;

    private string[] Pictures() => Directory.GetFiles(Folder, "*.jpg");

    // With a face in the first video, whose picture was made already. Returns the address.
    private async Task<string> AddPersonAsync(string name, params VideoId[] videos)
    {
        await _client.PostAsJsonAsync(
            StreamVaultUrls.ApiBulkEdit,
            new { ids = videos.Select(video => video.Value), addPeople = (string[])[name] }
        );
        var people = await _client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiPeople);
        var id = people!.Single(person => person.GetProperty("name").GetString() == name).GetProperty("id").GetInt32();
        var face = new Face(videos[0], name.Length, 0.25, 0.25, name[0] / 200d);
        var address = $"{StreamVaultUrls.ApiPeople}/{id}";
        using var chosen = await _client.PutAsJsonAsync(
            $"{address}/face",
            new
            {
                videoId = face.Video.Value,
                atSeconds = face.AtSeconds,
                left = face.Left,
                top = face.Top,
                size = face.Size,
            }
        );
        chosen.EnsureSuccessStatusCode();
        VaultStorage.CreatePrivateFolder(Folder);
        await File.WriteAllBytesAsync(Path.Combine(Folder, PersonFaces.NameOf(face)), Jpeg);
        return address;
    }
}
