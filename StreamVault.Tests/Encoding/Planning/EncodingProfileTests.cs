using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Settings;

namespace StreamVault.Tests.Encoding.Planning;

public sealed class EncodingProfileTests
{
    [Theory]
    [InlineData("AverageBitrate")]
    [InlineData("averagebitrate")]
    [InlineData("Seed")]
    [InlineData("seed")]
    public void Reads_the_setting_under_its_current_and_its_former_name(string value)
    {
        using var services = Configure(value);

        services
            .GetRequiredService<IOptions<EncodingOptions>>()
            .Value.Profile.Should()
            .Be(EncodingProfile.AverageBitrate);
        services.GetRequiredService<SettingsCatalog>().Problems.Should().BeEmpty();
    }

    private static ServiceProvider Configure(string value)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection([KeyValuePair.Create("StreamVault:Encoding:Profile", (string?)value)])
                    .Build()
            )
            .AddSingleton<SettingsCatalog>();
        services.AddSettings<EncodingOptions>("StreamVault:Encoding");
        return services.BuildServiceProvider();
    }
}
