using StreamVault.Core.Imports;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Imports;

public sealed class FolderListingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lists_subfolders_too()
    {
        Write("b.mp4");
        Write("2025/summer/a.mp4");

        Names().Should().Equal("2025/summer/a.mp4", "b.mp4");
    }

    [Theory]
    [InlineData("film.mp4.part")]
    [InlineData("film.mp4.crdownload")]
    [InlineData("Film.MP4.TMP")]
    [InlineData(".film.mp4.Xa81Kd")]
    [InlineData(".syncthing.film.mp4.tmp")]
    [InlineData("~syncthing~film.mp4.tmp")]
    [InlineData("film.mp4.filepart")]
    [InlineData(".DS_Store")]
    [InlineData("Thumbs.db")]
    [InlineData(".~tmp~/film.mp4")]
    [InlineData(".stversions/film.mp4")]
    [InlineData("set-aside/film.mp4")]
    public void Ignores_hidden_and_temporary_files(string name)
    {
        Write(name);

        Names().Should().BeEmpty();
    }

    [Fact]
    public void Imports_from_a_nested_subfolder_named_set_aside()
    {
        Write("2025/set-aside/film.mp4");

        Names().Should().Equal("2025/set-aside/film.mp4");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Reports_names_that_are_not_UTF_8_and_lists_the_rest()
    {
        Write("b.mp4");
        // "é" as Latin-1 has it, of a file and of a folder with a film in it.
        await InFolderAsync("""n=$(printf 'caf\351') && echo x > "$n.mp4" && mkdir "$n" && echo x > "$n/a.mp4" """);

        var listing = FolderListing.Of(_folder.FullName);

        await InFolderAsync("rm -r caf*");
        listing.Files.Select(file => Path.GetFileName(file.Path)).Should().Equal("b.mp4");
        listing.Misnamed.Select(Path.GetFileName).Should().BeEquivalentTo("caf\uFFFD.mp4", "caf\uFFFD");
    }

    [Fact]
    public void Does_not_follow_links()
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere.At("film.mp4"), "of somebody else");
        File.CreateSymbolicLink(_folder.At("link.mp4"), elsewhere.At("film.mp4"));
        Directory.CreateSymbolicLink(_folder.At("out"), elsewhere.FullName);
        Directory.CreateSymbolicLink(_folder.At("round"), _folder.FullName);
        File.CreateSymbolicLink(_folder.At("dead.mp4"), _folder.At("nothing"));

        Names().Should().BeEmpty();
    }

    [Fact]
    public void Throws_if_the_folder_does_not_exist()
    {
        var look = () => FolderListing.Of(_folder.At("missing"));

        look.Should().Throw<DirectoryNotFoundException>();
    }

    private async Task InFolderAsync(string script) =>
        (await RunProgram.Async("sh", "-c", $"cd \"$1\" && {script}", "sh", _folder.FullName)).Succeeded();

    private IEnumerable<string> Names() =>
        FolderListing
            .Of(_folder.FullName, "set-aside")
            .Files.Select(file => Path.GetRelativePath(_folder.FullName, file.Path));

    private void Write(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(name))!);
        File.WriteAllText(_folder.At(name), "bytes");
    }
}
