using System.Net;
using StreamVault.Core.Throttling;

namespace StreamVault.Tests.Throttling;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")]
    public void Equal_addresses(string one, string other) => Of(one).Should().Be(Of(other));

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.8")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1")]
    [InlineData("0.0.0.1", "0:0:0:1::")]
    public void Different_addresses(string one, string other) => Of(one).Should().NotBe(Of(other));

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void Is_formatted_as_an_IPv4_address_or_an_IPv6_network(string address, string words) =>
        Of(address).ToString().Should().Be(words);

    [Fact]
    public void Parsing_allocates_nothing()
    {
        var address = IPAddress.Parse("2001:db8:1:2:3:4:5:6");
        RemoteAddress.Of(address);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            RemoteAddress.Of(address);
        }

        GC.GetAllocatedBytesForCurrentThread().Should().Be(before);
    }

    private static RemoteAddress Of(string address) => RemoteAddress.Of(IPAddress.Parse(address));
}
