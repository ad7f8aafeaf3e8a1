using StreamVault.Core.Settings;
using StreamVault.Web.Settings;

namespace StreamVault.Tests.Settings;

public sealed class SettingTextTests
{
    [Theory]
    [InlineData("StreamVault:Encoding:PollingInterval", "00:00:05", "Polling interval", "5 s")]
    [InlineData("StreamVault:Uploads:MaxBytes", "68719476736", "Largest upload", "68.7 GB")]
    [InlineData("StreamVault:Session:IdleTimeout", "14.00:00:00", "Idle timeout", "14 days")]
    [InlineData("StreamVault:DataPath", "C:/vault", "Data folder", "C:/vault")]
    [InlineData("StreamVault:Encoding:Workers", "1", "Workers", "1")]
    [InlineData("StreamVault:Ffmpeg:Path", "", "FFmpeg program", "not set")]
    [InlineData("StreamVault:Encoding:UltraHd", "False", "4K", "Off")]
    [InlineData("StreamVault:Previews:Enabled", "True", "Enabled", "On")]
    [InlineData("StreamVault:TrustedProxies", "off", "Trusted proxies", "Off")]
    [InlineData("StreamVault:Tokens:DefaultLifetime", "00:00:00", "Default lifetime", "none")]
    [InlineData("StreamVault:Encoding:RetryDelay", "00:00:00", "Retry delay", "0 s")]
    public void A_setting_is_told_in_words(string key, string value, string name, string words)
    {
        var setting = new Setting(key, "", "", value);

        SettingText.Name(setting).Should().Be(name);
        SettingText.Value(setting, value).Should().Be(words);
    }

    [Theory]
    [InlineData("Cors", "CORS")]
    [InlineData("Ffmpeg", "FFmpeg")]
    [InlineData("WatchedFolder", "Watched folder")]
    public void A_section_has_the_name_people_know(string part, string name) =>
        SettingText.Section(part).Should().Be(name);
}
