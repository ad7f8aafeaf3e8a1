using System.Text.RegularExpressions;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Security;

public sealed partial class SecurityHeaderTests
{
    [Fact]
    public async Task A_page_may_run_only_our_scripts_and_never_in_a_frame()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var answer = await client.GetAsync(StreamVaultUrls.Setup);

        var policies = string.Join("; ", answer.Headers.GetValues("Content-Security-Policy"));
        policies.Should().Contain("default-src 'self'").And.Contain("frame-ancestors 'none'");
        policies.Should().NotMatchRegex("script-src[^;]*unsafe-inline");
        var nonce = Nonce().Match(policies).Groups["nonce"].Value;
        (await answer.Content.ReadAsStringAsync()).Should().Contain($"nonce=\"{nonce}\"");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Theory]
    [InlineData("https://vault.example", true)]
    [InlineData("http://vault.example", false)]
    public async Task What_is_set_over_HTTPS_never_goes_out_over_HTTP(string address, bool isSecure)
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient(new() { BaseAddress = new(address) });

        using var answer = await client.GetAsync(StreamVaultUrls.Setup);

        var cookie = answer.Headers.GetValues("Set-Cookie").Should().ContainSingle().Subject;
        cookie.Split("; ").Contains("secure").Should().Be(isSecure, cookie);
    }

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'")]
    private static partial Regex Nonce();
}
