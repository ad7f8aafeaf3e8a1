using System.Net;
using System.Net.Http.Json;

namespace StreamVault.Tests.Infrastructure;

/// <summary>Clients with a session: the account is made through the HTTP interface if there is none yet.</summary>
public static class SignedInClient
{
    /// <summary>The account's name.</summary>
    public const string Username = "grandmother";

    /// <summary>The account's password.</summary>
    public const string Password = "Correct-horse-7-battery";

    /// <summary>A client of an in-process server.</summary>
    public static Task<HttpClient> SignInAsync(this StreamVaultApp app) => SignInAsync(app.CreateClient());

    /// <summary>A client of a server in its own process.</summary>
    public static Task<HttpClient> SignInAsync(this ServerProcess server) => SignInAsync(server.CreateClient());

    /// <summary>A client of a server on a real port, by way of a handler.</summary>
    public static Task<HttpClient> SignInOverAsync(this StreamVaultApp app, HttpClientHandler handler) =>
        SignInAsync(new HttpClient(handler) { BaseAddress = app.ClientOptions.BaseAddress });

    /// <summary>Gives any client a session.</summary>
    public static Task SetUpAndSignInAsync(this HttpClient client) => SignInAsync(client);

    private static async Task<HttpClient> SignInAsync(HttpClient client)
    {
        using var setup = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiSetup,
            new { username = Username, password = Password }
        );
        setup.StatusCode.Should().BeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        using var login = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = Username, password = Password }
        );
        login.StatusCode.Should().Be(HttpStatusCode.OK, await login.Content.ReadAsStringAsync());
        return client;
    }
}
