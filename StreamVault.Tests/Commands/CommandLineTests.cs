using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Commands;

namespace StreamVault.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("import", "film.mp4")]
    [InlineData("list")]
    [InlineData("imprt", "film.mp4")]
    [InlineData("--help")]
    public void A_word_is_a_command(params string[] arguments) => CommandLine.IsMeant(arguments).Should().BeTrue();

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://0.0.0.0:4000")]
    [InlineData("--environment=Development")]
    [InlineData("Urls=http://0.0.0.0:4000")]
    public void Everything_else_is_the_servers(params string[] arguments) =>
        CommandLine.IsMeant(arguments).Should().BeFalse();

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("import")]
    [InlineData("list")]
    [InlineData("export")]
    [InlineData("user reset-password")]
    [InlineData("vault rebuild")]
    public async Task Help_of_a_command_has_examples(string command)
    {
        using var folder = new TemporaryFolder();

        var help = (await CommandRun.OnAsync(folder.FullName, [.. command.Split(' '), "--help"])).Succeeded();

        help.Output.Should().Contain("Examples:").And.Contain($"StreamVault.Web {command}");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Help_shows_every_command()
    {
        using var folder = new TemporaryFolder();

        var help = (await CommandRun.OnAsync(folder.FullName, "--help")).Succeeded();

        help.Output.Should().ContainAll("import", "list", "export", "user", "vault");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_command_that_is_not_known_ends_with_2_and_names_the_nearest()
    {
        using var folder = new TemporaryFolder();

        var result = await CommandRun.OnAsync(folder.FullName, "imprt", "film.mp4");

        result.ExitCode.Should().Be(2);
        (result.Output + result.Error).Should().Contain("import");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_folder_that_is_no_vault_is_refused_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();

        var result = await CommandRun.OnAsync(folder.FullName, "import", await Clips.SmallAsync());

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("There is no vault").And.Contain("StreamVault__DataPath");
        Directory.EnumerateFileSystemEntries(folder.FullName).Should().BeEmpty();
    }
}
