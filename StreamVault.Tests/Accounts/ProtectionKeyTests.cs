using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

public sealed class ProtectionKeyTests
{
    [Fact]
    public async Task An_empty_key_file_does_not_prevent_signing_in()
    {
        await using var app = new StreamVaultApp();
        var keys = Path.Combine(app.DataPath, "data-protection-keys");
        var empty = Path.Combine(keys, $"key-{Guid.NewGuid()}.xml");
        Directory.CreateDirectory(keys);
        await File.WriteAllTextAsync(empty, "");

        using var owner = await app.SignInAsync();

        (await owner.GetAsync(StreamVaultUrls.ApiVideos)).EnsureSuccessStatusCode();
        File.Exists(empty + ".damaged").Should().BeTrue();
        app.Logs.Lines.Should().Contain(line => line.Message.Contains("is damaged and was renamed"));
        app.Logs.AssertNoErrorsLogged();
    }
}
