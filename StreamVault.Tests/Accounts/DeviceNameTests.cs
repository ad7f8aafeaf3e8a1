using System.Net;
using StreamVault.Core.Accounts;
using StreamVault.Web.Accounts;

namespace StreamVault.Tests.Accounts;

public sealed class DeviceNameTests
{
    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
        "Edge on Windows"
    )]
    [InlineData("Mozilla/5.0 (Linux; Android 16) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari on Mac")]
    [InlineData("curl/8.14.1", "curl")]
    [InlineData("Mozilla/5.0", "Unknown device")]
    [InlineData("<script>", "Unknown device")]
    [InlineData(null, "Unknown device")]
    public void Names_a_device_by_browser_and_system(string? userAgent, string name) =>
        DeviceName.Of(userAgent).Should().Be(name);

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.x")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.x")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::x")]
    [InlineData("::1", "this server")]
    public void Shortens_an_address_to_its_network(string address, string shortened) =>
        ShortAddress.Of(IPAddress.Parse(address)).Should().Be(shortened);
}
