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
    public void An_argument_without_a_dash_is_a_command(params string[] arguments) =>
        CommandLine.IsCommand(arguments).Should().BeTrue();

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://0.0.0.0:4000")]
    [InlineData("--environment=Development")]
    [InlineData("Urls=http://0.0.0.0:4000")]
    public void Anything_else_starts_the_server(params string[] arguments) =>
        CommandLine.IsCommand(arguments).Should().BeFalse();

    [Theory]
    [InlineData("bogus")]
    [InlineData("user", "bogus")]
    public void An_unknown_command_is_the_only_error(params string[] arguments) =>
        CommandLine
            .Parse(arguments)
            .Errors.Select(error => error.Message)
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("bogus");

    [Theory]
    [InlineData(0, "0 files imported (0 bytes), 0 already in the vault, 0 not imported.")]
    [InlineData(12, "0 files imported (0 bytes), 0 already in the vault, 0 not imported, 12 other files skipped.")]
    public void An_import_counts_the_files_it_skipped(int others, string summary) =>
        new ImportCommand.ImportTally(others).ToString().Should().Be(summary);

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Help_names_the_command_as_the_user_started_it()
    {
        using var folder = new TemporaryFolder();

        var help = await CommandRun.WithSettingsAsync(
            folder.FullName,
            [("STREAMVAULT_COMMAND", "script/vault")],
            "import",
            "--help"
        );

        help.Succeeded().Output.Should().Contain("script/vault import /media/camera").And.NotContain("StreamVault.Web");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Rebuild_keeps_its_older_name()
    {
        using var folder = new TemporaryFolder();

        (await CommandRun.OnAsync(folder.FullName, "vault", "rebuild", "--help"))
            .Succeeded()
            .Output.Should()
            .Contain("--replace");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Prints_the_version_alone()
    {
        using var folder = new TemporaryFolder();

        var version = (await CommandRun.OnAsync(folder.FullName, "--version")).Succeeded().Output.Trim();

        version.Should().Be(typeof(Program).Assembly.GetName().Version!.ToString(3));
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("import")]
    [InlineData("list")]
    [InlineData("export")]
    [InlineData("user reset-password")]
    [InlineData("rebuild")]
    public async Task Help_shows_every_command_with_examples(string command)
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
    public async Task An_unknown_command_exits_with_2_and_suggests_the_nearest()
    {
        using var folder = new TemporaryFolder();

        var result = await CommandRun.OnAsync(folder.FullName, "imprt", "film.mp4");

        result.ExitCode.Should().Be(2);
        (result.Output + result.Error).Should().Contain("import").And.NotContain("Required command");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Rejects_a_folder_that_is_not_a_vault_and_leaves_it_unchanged()
    {
        using var folder = new TemporaryFolder();

        var result = await CommandRun.OnAsync(folder.FullName, "import", await Clips.SmallAsync());

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("There is no vault").And.Contain("StreamVault__DataPath");
        Directory.EnumerateFileSystemEntries(folder.FullName).Should().BeEmpty();
    }
}
