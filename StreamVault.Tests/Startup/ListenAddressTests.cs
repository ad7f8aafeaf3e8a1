using System.Net;
using System.Net.Sockets;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Startup;

/// <summary>Addresses are set as in any ASP.NET Core application.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ListenAddressTests
{
    private const string AnyPort = "http://127.0.0.1:0";
    private const string Invalid = "ftp://127.0.0.1:4000";

    [Theory]
    [InlineData("ASPNETCORE_URLS", AnyPort, "127.0.0.1")]
    [InlineData("Urls", AnyPort, "127.0.0.1")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "0", null)]
    public async Task Listens_where_a_variable_says(string variable, string value, string? host)
    {
        await using var server = ServerProcess.NotStarted((variable, value));
        server.ChoosesAddress = false;

        await server.StartAgainAsync();

        server.Address.Port.Should().NotBe(4000);
        if (host is not null)
        {
            server.Address.Host.Should().Be(host);
        }
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", Invalid, "ASPNETCORE_HTTP_PORTS", "0")]
    [InlineData("Urls", Invalid, "ASPNETCORE_URLS", AnyPort)]
    public async Task Prefers_the_usual_variable(string winner, string value, string loser, string other)
    {
        await using var server = ServerProcess.NotStarted((winner, value), (loser, other));
        server.ChoosesAddress = false;

        var start = async () => await server.StartAgainAsync();

        (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which.ExitCode.Should().Be(1);
        server.Log.Should().Contain($"Urls is '{Invalid}'");
    }

    [Fact]
    public async Task The_command_line_overrides_variables()
    {
        await using var server = await ServerProcess.StartAsync(("ASPNETCORE_URLS", Invalid), ("Urls", Invalid));

        server.Address.Host.Should().Be("127.0.0.1");
    }

    [Fact]
    public async Task Listens_on_localhost_4000_by_default()
    {
        // If this fails, another program already uses the port, which is enough for the test.
        using var listener = new TcpListener(IPAddress.Loopback, 4000);
        try
        {
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse) { }

        await using var server = ServerProcess.NotStarted();
        server.ChoosesAddress = false;

        var start = async () => await server.StartAgainAsync();

        (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which.ExitCode.Should().Be(1);
        server
            .Log.Should()
            .Contain("StreamVault can't listen on http://localhost:4000: another program uses this port.");
        server.Log.Should().NotContain("   at ");
    }

    [Fact]
    public async Task Explains_an_HTTP_port_in_use()
    {
        using var other = new TcpListener(IPAddress.IPv6Any, 0);
        other.Server.DualMode = true;
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var server = ServerProcess.NotStarted(("ASPNETCORE_HTTP_PORTS", $"{port}"));
        server.ChoosesAddress = false;

        var start = async () => await server.StartAgainAsync();

        (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which.ExitCode.Should().Be(1);
        server.Log.Should().Contain($"StreamVault can't listen on http://*:{port}: another program uses this port.");
        server.Log.Should().NotContain("   at ");
    }

    [Fact]
    public async Task Rejects_a_port_that_is_not_a_number()
    {
        await using var server = ServerProcess.NotStarted(("ASPNETCORE_HTTP_PORTS", "abc"));
        server.ChoosesAddress = false;

        var start = async () => await server.StartAgainAsync();

        (await start.Should().ThrowAsync<ServerDidNotStartException>()).Which.ExitCode.Should().Be(1);
        server.Log.Should().Contain("HTTP_PORTS is 'abc', which is not a port.");
    }
}
