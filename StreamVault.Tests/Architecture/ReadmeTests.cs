using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Settings;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Architecture;

/// <summary>What the README promises is so.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public async Task The_README_lists_every_setting_with_its_default_and_no_other()
    {
        await using var app = new StreamVaultApp();
        var known = app
            .Services.GetRequiredService<SettingsCatalogue>()
            .All.Select(setting => $"| `{setting.Key}` | {Default(setting)} | {setting.Description} |");

        var listed = Regex.Matches(Readme, @"^\| `StreamVault:.*\|$", RegexOptions.Multiline).Select(row => row.Value);

        string.Join('\n', listed).Should().Be(string.Join('\n', known), "the table stands in the README");
    }

    private static string Default(Setting setting) => setting.Default.Length == 0 ? "depends" : $"`{setting.Default}`";

    [Fact]
    public void Every_file_linked_in_the_README_exists()
    {
        var links = Regex
            .Matches(Readme, @"\]\((?!http)([^)#]+)\)")
            .Select(link => link.Groups[1].Value)
            .Concat(["script/server", "script/test", "script/vault"]);

        links.Should().OnlyContain(link => File.Exists(Path.Combine(Repository.Root, link)));
    }
}
