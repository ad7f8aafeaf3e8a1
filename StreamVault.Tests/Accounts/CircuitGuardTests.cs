using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Accounts;

/// <summary>Only the signed-in owner can open live connections, and they end with the session.</summary>
public sealed class CircuitGuardTests
{
    private const string Hub = "_blazor";

    [Fact]
    public async Task Anonymous_visitors_cannot_open_a_circuit()
    {
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        using var stranger = new HttpClient { BaseAddress = address };

        using var negotiated = await stranger.PostAsync($"{Hub}/negotiate?negotiateVersion=1", null);
        using var socket = new ClientWebSocket();
        var connect = () => socket.ConnectAsync(HubAddress(address, null), CancellationToken.None);

        negotiated.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        await connect.Should().ThrowAsync<WebSocketException>().WithMessage("*401*");
    }

    [Fact]
    public async Task Signing_out_closes_the_circuits_of_the_session_and_no_others()
    {
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var client = await app.SignInOverAsync(handler);
        using var otherHandler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var otherClient = await app.SignInOverAsync(otherHandler);
        using var circuit = await OpenAsync(client, handler.CookieContainer, address);
        using var other = await OpenAsync(otherClient, otherHandler.CookieContainer, address);

        using var signOut = await client.PostAsync(StreamVaultUrls.ApiLogout, null);

        signOut.StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await EndsAsync(circuit)).Should().BeTrue();
        using var sessions = await otherClient.GetAsync(StreamVaultUrls.ApiSessions);
        sessions.StatusCode.Should().Be(HttpStatusCode.OK);
        other.State.Should().Be(WebSocketState.Open);
    }

    [Fact]
    public async Task Public_pages_do_not_open_a_circuit()
    {
        await using var app = new StreamVaultApp();
        using var stranger = app.CreateClient();
        var setup = await stranger.GetStringAsync(StreamVaultUrls.Setup);
        using var owner = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);
        var token = await owner.MakeTokenAsync(video.Id.Value);
        var library = await owner.GetStringAsync(StreamVaultUrls.Library);
        using var lost = await stranger.GetAsync(StreamVaultUrls.LinkPage("unknown"));

        string[] pages =
        [
            setup,
            await stranger.GetStringAsync(StreamVaultUrls.SignIn),
            await stranger.GetStringAsync(StreamVaultUrls.LinkPage(token.Token)),
            await lost.Content.ReadAsStringAsync(),
        ];

        const string Marker = "<!--Blazor:{\"type\":\"server\"";
        library.Should().Contain(Marker, "this is how a page asks for one");
        pages.Should().NotContain(page => page.Contains(Marker));
    }

    private static async Task<ClientWebSocket> OpenAsync(HttpClient client, CookieContainer cookies, Uri address)
    {
        using var answer = await client.PostAsync($"{Hub}/negotiate?negotiateVersion=1", null);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var connection = (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("connectionToken")
            .GetString();
        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        await socket.ConnectAsync(HubAddress(address, connection), CancellationToken.None);
        var handshake = System.Text.Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e");
        await socket.SendAsync(handshake, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[16];
        var greeting = await socket.ReceiveAsync(buffer, CancellationToken.None);
        System.Text.Encoding.UTF8.GetString(buffer, 0, greeting.Count).Should().Be("{}\u001e");
        return socket;
    }

    private static async Task<bool> EndsAsync(ClientWebSocket socket)
    {
        using var late = new CancellationTokenSource(Until.Soon);
        var buffer = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(buffer, late.Token)).MessageType != WebSocketMessageType.Close)
            {
                // The hub pings while it is open.
            }

            return true;
        }
        catch (WebSocketException)
        {
            return true;
        }
    }

    private static Uri HubAddress(Uri address, string? connection) =>
        new UriBuilder(new Uri(address, Hub))
        {
            Scheme = "ws",
            Query = connection is null ? "" : $"id={connection}",
        }.Uri;
}
