using StreamVault.Core.Exports;

namespace StreamVault.Tests.Exports;

public sealed class ExportNameTests
{
    [Theory]
    [InlineData("Christmas 2024", "Christmas 2024.mp4")]
    [InlineData("../../etc/passwd", "_.._etc_passwd.mp4")]
    [InlineData("What's this? <1/2> \"a\" C:\\b|*", "What's this_ _1_2_ _a_ C__b__.mp4")]
    [InlineData(".hidden", "hidden.mp4")]
    [InlineData("ends with dots...", "ends with dots.mp4")]
    [InlineData("two\nlines\0", "two_lines_.mp4")]
    [InlineData("...", "Untitled.mp4")]
    [InlineData("nul", "_nul.mp4")]
    [InlineData("COM1.old", "_COM1.old.mp4")]
    [InlineData("Ömas 🎂 עברית", "Ömas 🎂 עברית.mp4")]
    public void A_title_becomes_a_name_that_is_valid_on_every_file_system(string title, string name) =>
        ExportName.Of(title).Should().Be(name);

    [Fact]
    public void A_long_title_is_cut_between_characters()
    {
        var name = ExportName.Of(string.Concat(Enumerable.Repeat("🎂", 100)));

        name.Should().Be(string.Concat(Enumerable.Repeat("🎂", 50)) + ".mp4");
        System.Text.Encoding.UTF8.GetByteCount(name).Should().BeLessThan(255 - " (9999)".Length);
    }
}
