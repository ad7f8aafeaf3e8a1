using StreamVault.Core.Settings;
using StreamVault.Web.Settings;

namespace StreamVault.Tests.Settings;

public sealed class SettingTextTests
{
    [Theory]
    [InlineData("StreamVault:Encoding:PollingInterval", "00:00:05", "Polling interval", "5 s")]
    [InlineData("StreamVault:Uploads:MaxBytes", "68719476736", "Max", "68.7 GB")]
    [InlineData("StreamVault:Session:IdleTimeout", "14.00:00:00", "Idle timeout", "14 days")]
    [InlineData("StreamVault:DataPath", "C:/vault", "Data path", "C:/vault")]
    [InlineData("StreamVault:Encoding:Workers", "1", "Workers", "1")]
    [InlineData("StreamVault:Ffmpeg:Path", "", "Path", "not set")]
    public void A_setting_is_told_in_words(string key, string value, string name, string words)
    {
        var setting = new Setting(key, "", "", value);

        SettingText.Name(setting).Should().Be(name);
        SettingText.Value(setting, value).Should().Be(words);
    }
}
