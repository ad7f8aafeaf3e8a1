using System.Net.Http.Json;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Tags;

[Trait(Tier.Name, Tier.Media)]
public sealed class PersonFaceTests
{
    [Fact]
    public async Task A_face_is_cut_out_of_the_encrypted_video_and_made_again_if_its_file_is_missing()
    {
        await using var app = new StreamVaultApp { Workers = 1 };
        using var client = await app.SignInAsync();
        var video = await client.UploadAsync(await Clips.SmallAsync());
        await client.ReadyAsync(video.Id);
        await client.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{video.Id}",
            new { people = (string[])["Grandma"] }
        );
        var people = await client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiPeople);
        var person = $"{StreamVaultUrls.ApiPeople}/{people!.Single().GetProperty("id").GetInt32()}";
        await client.PutAsJsonAsync(
            $"{person}/face",
            new
            {
                videoId = video.Id,
                atSeconds = 0,
                left = 0.5,
                top = 0.25,
                size = 0.5,
            }
        );

        var first = await client.GetByteArrayAsync($"{person}/face.jpg");
        Directory.Delete(Path.Combine(app.DataPath, "people"), recursive: true);
        var again = await client.GetByteArrayAsync($"{person}/face.jpg");
        var frame = await client.GetByteArrayAsync($"{StreamVaultUrls.ApiVideos}/{video.Id}/frame.jpg?at=0.5");

        first.Take(2).Should().Equal(0xFF, 0xD8);
        again.Should().Equal(first);
        frame.Take(2).Should().Equal(0xFF, 0xD8);
    }
}
