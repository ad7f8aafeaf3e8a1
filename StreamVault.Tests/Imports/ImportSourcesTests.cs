using StreamVault.Core.Imports;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Imports;

public sealed class ImportSourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_of_a_folder_that_are_plainly_no_videos_are_left_out_and_counted()
    {
        foreach (var name in (string[])["a.mp4", "b.MTS", "notes.txt", "a.srt", "IMG_1.JPG", "no extension", "odd.xyz"])
        {
            await File.WriteAllTextAsync(_folder.At(name), name);
        }

        var found = ImportSources.At(_folder.FullName);

        found
            .Files.Select(file => Path.GetFileName(file.Path))
            .Should()
            .BeEquivalentTo("a.mp4", "b.MTS", "no extension", "odd.xyz");
        found.Others.Should().Be(3);
    }

    [Fact]
    public async Task A_file_given_by_name_is_never_left_out()
    {
        await File.WriteAllTextAsync(_folder.At("notes.txt"), "no video");

        ImportSources.At(_folder.At("notes.txt")).Files.Should().ContainSingle();
    }
}
