using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Originals;
using StreamVault.Core.Settings;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Settings;

namespace StreamVault.Tests.Settings;

public sealed class SettingsTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_server_with_wrong_settings_does_not_start_and_names_each_with_a_good_value()
    {
        var start = () =>
            ServerProcess.StartAsync(
                ("StreamVault:Encoding:Heartbeat", "often"),
                ("StreamVault:Encoding:Workers", "-3"),
                ("StreamVault:Encoding:MaxAttempts", "99"),
                ("StreamVault:Encoding:Profile", "best"),
                ("StreamVault:Uploads:MaxBytes", "10 GB")
            );

        var refusal = (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which;

        refusal.ExitCode.Should().Be(1);
        refusal
            .Message.Should()
            .Contain(
                "StreamVault:Encoding:Heartbeat is 'often'. It must be a length of time (hours:minutes:seconds) from 00:00:00.100 to 00:30:00, for example 00:00:30, or left out."
            )
            .And.Contain("StreamVault:Encoding:Workers is '-3'")
            .And.Contain(
                "StreamVault:Encoding:MaxAttempts is '99'. It must be a number from 1 to 10, for example 3, or left out."
            )
            .And.Contain(
                "StreamVault:Encoding:Profile is 'best'. It must be one of Capped, AverageBitrate, Archive, Keep, for example Capped, or left out."
            )
            .And.Contain("StreamVault:Uploads:MaxBytes is '10 GB'. It must be a number");
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-3")]
    public async Task A_number_that_is_wrong_is_refused_with_its_limits_and_an_example(string value)
    {
        await using var app = new StreamVaultApp();
        var given = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("StreamVault:Encoding:Workers", (string?)value)])
            .Build();

        var problems = new SettingsCatalog(app.Services.GetServices<SettingsSlice>(), given).Problems;

        problems
            .Should()
            .Equal(
                $"StreamVault:Encoding:Workers is '{value}'. It must be a number from 0 to 16, for example {Math.Max(1, Environment.ProcessorCount / 4)}, or left out."
            );
    }

    [Fact]
    public async Task The_settings_page_shows_what_really_happens_to_originals()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        await app
            .Services.GetRequiredService<OriginalFiles>()
            .ChooseAsync(OriginalsPolicy.Keep, CancellationToken.None);

        var page = await client.GetStringAsync(StreamVaultUrls.Settings);

        page.Should().MatchRegex("StreamVault__Originals__Policy[^§]*?<strong[^>]*>Keep</strong>");
        page.Should().Contain("chosen on this page; default Delete");
        page.Should().MatchRegex("<summary[^>]*>All [0-9]+ settings");
    }

    [Fact]
    public async Task A_setting_that_nobody_reads_is_named_in_the_log()
    {
        await using var app = new StreamVaultApp { Settings = { ["StreamVault:Encodnig:Workers"] = "2" } };
        using var client = app.CreateClient();

        app.Logs.Lines.Select(line => line.Message)
            .Where(message => message.StartsWith("Unknown setting", StringComparison.Ordinal))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("StreamVault:Encodnig:Workers");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Settings_that_contradict_each_other_are_refused_in_words()
    {
        var start = () =>
            ServerProcess.StartAsync(
                ("StreamVault:Encoding:Heartbeat", "00:05:00"),
                ("StreamVault:Encoding:StaleAfter", "00:01:00")
            );

        var refusal = (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which;

        refusal.Message.Should().Contain("Heartbeat must be at most half of").And.NotContain("   at ");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("mum?s")]
    [InlineData("vault#2")]
    [InlineData("100%")]
    public async Task A_data_folder_whose_name_FFmpeg_takes_for_something_else_is_refused_at_start(string name)
    {
        using var folder = new TemporaryFolder();
        var start = () => ServerProcess.StartAsync(("StreamVault:DataPath", folder.At(name, "data")));

        var refusal = (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which;

        refusal
            .Message.Should()
            .Contain("StreamVault:DataPath must lead through no folder with")
            .And.NotContain("   at ");
        Directory.Exists(folder.At(name)).Should().BeFalse();
    }

    [Fact]
    public async Task A_value_that_is_derived_at_start_is_shown_as_automatic()
    {
        await using var app = new StreamVaultApp();
        var given = new ConfigurationBuilder()
            .AddInMemoryCollection([
                KeyValuePair.Create("StreamVault:Encoding:Profile", (string?)"Archive"),
                KeyValuePair.Create("StreamVault:Connections:MaxOpen", (string?)"300"),
            ])
            .Build();
        var catalog = new SettingsCatalog(app.Services.GetServices<SettingsSlice>(), given);
        string Shown(string key) =>
            SettingText.InForce(catalog.All.Single(setting => setting.Key == $"StreamVault:{key}"));

        Shown("Encoding:Workers").Should().Be($"{Math.Max(1, Environment.ProcessorCount / 4)} (automatic)");
        Shown("Encoding:Preset").Should().Be("Slow (automatic)");
        Shown("Encoding:MemoryBytes").Should().MatchRegex(@"^[0-9.]+ [MG]B \(automatic\)$");
        Shown("Connections:MaxOpen").Should().Be("300");
        Shown("Connections:MaxPerAddress").Should().Be("150 (automatic)");
        catalog.All.Select(SettingText.InForce).Should().NotContain("not set");
    }

    [Fact]
    public async Task Every_setting_has_a_description()
    {
        await using var app = new StreamVaultApp();

        app.Services.GetRequiredService<SettingsCatalog>()
            .All.Should()
            .HaveCountGreaterThan(10)
            .And.OnlyContain(setting => setting.Description.Length > 10);
    }
}
