using StreamVault.Core.Media;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Media;

/// <summary>Files that were joined with cat.</summary>
public sealed class ConcatenatedFilesTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("mp4")]
    [InlineData("mov")]
    [InlineData("mkv")]
    [InlineData("webm")]
    [InlineData("avi")]
    public async Task Finds_an_appended_file(string extension)
    {
        var one = await Clips.MakeAsync(new Clip(160, 90, 1, Extension: extension));
        var bytes = await File.ReadAllBytesAsync(one);

        ConcatenatedFiles.HoldsAnother(one).Should().BeFalse();
        ConcatenatedFiles.HoldsAnother(Clips.Write($"joined.{extension}", [.. bytes, .. bytes])).Should().BeTrue();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("fragments.mp4", "-movflags", "frag_keyframe+empty_moov")]
    [InlineData("faststart.mp4", "-movflags", "+faststart")]
    [InlineData("live.mkv", "-f", "matroska", "-live", "1")]
    public async Task Accepts_a_file_in_several_parts_as_one_file(string name, params string[] options) =>
        ConcatenatedFiles
            .HoldsAnother(
                await Clips.MakeAsync($"one-{name}", ["-i", await Clips.SmallAsync(), "-c", "copy", .. options])
            )
            .Should()
            .BeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("no video at all, but long enough")]
    [InlineData("\0\0\0\0ftypisom")]
    public void Ignores_unknown_formats(string text) =>
        ConcatenatedFiles
            .HoldsAnother(Clips.Write($"unknown-{text.Length}", System.Text.Encoding.ASCII.GetBytes(text)))
            .Should()
            .BeFalse();
}
