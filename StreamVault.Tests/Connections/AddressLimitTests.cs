using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Connections;
using StreamVault.Web.Proxies;

namespace StreamVault.Tests.Connections;

/// <summary>The limit of connections per address.</summary>
public sealed class AddressLimitTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.2")]
    [InlineData("2001:db8::1", "2001:db8:0:1::1")]
    public void Refuses_connections_above_the_limit_of_an_address(string address, string other)
    {
        var limit = Limit(2);

        limit.TryOpen(IPAddress.Parse(address)).Should().BeTrue();
        limit.TryOpen(IPAddress.Parse(address)).Should().BeTrue();
        limit.TryOpen(IPAddress.Parse(address)).Should().BeFalse();
        limit.TryOpen(IPAddress.Parse(other)).Should().BeTrue();
        limit.Close(IPAddress.Parse(address));
        limit.TryOpen(IPAddress.Parse(address)).Should().BeTrue();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.1.2.3")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData(null)]
    public void Exempts_this_machine_and_trusted_proxies(string? address)
    {
        var limit = Limit(1);
        var parsed = address is null ? null : IPAddress.Parse(address);

        Enumerable.Range(0, 3).Select(_ => limit.TryOpen(parsed)).Should().AllBeEquivalentTo(true);
        limit.Close(parsed);
    }

    [Theory]
    [InlineData(null, 8, 4)]
    [InlineData(null, 100_000, 500)]
    [InlineData(null, 1, 1)]
    [InlineData(50, 8, 50)]
    public void The_default_is_below_the_total_limit(int? set, int all, int expected) =>
        new ConnectionOptions { MaxPerAddress = set, MaxOpen = all }
            .EffectiveMaxPerAddress.Should()
            .Be(expected);

    [OwnAddressFact]
    public async Task Closes_a_connection_above_the_limit()
    {
        await using var app = new StreamVaultApp { Settings = { ["StreamVault:Connections:MaxPerAddress"] = "2" } };
        app.UseKestrel(server => server.Listen(IPAddress.Any, 0));
        app.StartServer();
        var end = new IPEndPoint(OwnAddressFactAttribute.Address!, app.ClientOptions.BaseAddress.Port);

        using var first = await ConnectAsync(end);
        (await IsAnsweredAsync(first)).Should().BeTrue();
        using var second = await ConnectAsync(end);
        (await IsAnsweredAsync(second)).Should().BeTrue();
        (await IsServedAsync(end)).Should().BeFalse();

        first.Dispose();
        await Until.TrueAsync(() => IsServedAsync(end));
    }

    private static async Task<bool> IsServedAsync(IPEndPoint end)
    {
        try
        {
            using var connection = await ConnectAsync(end);
            return await IsAnsweredAsync(connection);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // The server can close the connection before the client knows that it is open.
            return false;
        }
    }

    private static AddressLimit Limit(int most) =>
        new(
            Options.Create(new ConnectionOptions { MaxPerAddress = most }),
            Options.Create(new ProxyOptions { TrustedProxies = "10.0.0.0/8" })
        );

    private static async Task<Socket> ConnectAsync(IPEndPoint end)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(end);
        return socket;
    }

    private static async Task<bool> IsAnsweredAsync(Socket socket)
    {
        try
        {
            await socket.SendAsync("HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            return await socket.ReceiveAsync(new byte[1000]) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>A test that connects to this machine by an address other than loopback.</summary>
public sealed class OwnAddressFactAttribute : FactAttribute
{
    public OwnAddressFactAttribute() => Skip = Address is null ? "This machine has no IPv4 address but loopback" : null;

    /// <summary>The address; null if there is none.</summary>
    public static IPAddress? Address { get; } =
        System
            .Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == System.Net.NetworkInformation.OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address =>
                address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)
            );
}
